using Coordination.Recipes.Locks;
using Coordination.Samples.Recipes.CommandLine;
using Coordination.Samples.Recipes.Events;

namespace Coordination.Samples.Recipes.Commands;

/// <summary><c>multilock</c>: several mutexes at a time.</summary>
internal sealed class MultiLockCommand : RecipeCommand
{
    private readonly ZPath[] _paths;
    private readonly HoldOptions _options;

    public MultiLockCommand(Arguments arguments)
    {
        string[] paths = arguments.TakeRequired("--paths").Split(',');
        _paths = [.. paths.Select(path => Arguments.ToPath("--paths", path))];
        if (_paths.Distinct().Count() != _paths.Length)
            throw new UsageException("--paths names one twice");
        _options = HoldOptions.Take(arguments);
    }

    public override Task<int> RunAsync(Shell shell, ICoordinationClient client)
    {
        MultiLock locks = client.MultiLock(_paths, new LockOptions { Id = shell.Id });
        return new HoldLoop(shell, client, _options, (timeout, stop) => AcquireAsync(locks, timeout, stop)).RunAsync();
    }

    private static async ValueTask<HeldLease?> AcquireAsync(MultiLock locks, TimeSpan timeout, CancellationToken stop)
    {
        MultiLease? all = timeout == TimeSpan.Zero
            ? await locks.AcquireAsync(stop) : await locks.TryAcquireAsync(timeout, stop);
        return all is null ? null : new HeldLease(all, [.. all.Leases.Select(lease => lease.FencingToken)]);
    }
}
