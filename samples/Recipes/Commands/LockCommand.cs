using Coordination.Recipes.Locks;
using Coordination.Samples.Recipes.CommandLine;
using Coordination.Samples.Recipes.Events;

namespace Coordination.Samples.Recipes.Commands;

/// <summary><c>lock</c>: a mutex, or one side of a reader-writer lock.</summary>
internal sealed class LockCommand : RecipeCommand
{
    private readonly ZPath _path;
    private readonly string _mode;
    private readonly HoldOptions _options;

    public LockCommand(Arguments arguments)
    {
        _path = arguments.TakeRequiredPath("--path");
        _mode = arguments.TakeChoice("--mode", "mutex", "mutex", "read", "write");
        _options = HoldOptions.Take(arguments);
    }

    public override Task<int> RunAsync(Shell shell, ICoordinationClient client)
    {
        // So that Curator's and kazoo's mutexes contend for the same lock.
        var options = new LockOptions { Id = shell.Id, Layout = LockLayout.Both };
        return new HoldLoop(shell, client, _options, (timeout, stop) => AcquireAsync(client, options, timeout, stop))
            .RunAsync();
    }

    private async ValueTask<HeldLease?> AcquireAsync(
        ICoordinationClient client, LockOptions options, TimeSpan timeout, CancellationToken stop)
    {
        bool waits = timeout == TimeSpan.Zero;
        ReadWriteLock both = client.ReadWriteLock(_path, options);
        DistributedMutex mutex = client.Lock(_path, options);
        LockLease? lease = _mode switch
        {
            "read" => waits ? await both.AcquireReadAsync(stop) : await both.TryAcquireReadAsync(timeout, stop),
            "write" => waits ? await both.AcquireWriteAsync(stop) : await both.TryAcquireWriteAsync(timeout, stop),
            _ => waits ? await mutex.AcquireAsync(stop) : await mutex.TryAcquireAsync(timeout, stop),
        };
        return lease is null ? null : new HeldLease(lease);
    }
}
