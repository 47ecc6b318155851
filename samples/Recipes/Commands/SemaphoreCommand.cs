using Coordination.Recipes.Locks;
using Coordination.Samples.Recipes.CommandLine;
using Coordination.Samples.Recipes.Events;

namespace Coordination.Samples.Recipes.Commands;

/// <summary><c>semaphore</c>: one of several permits.</summary>
internal sealed class SemaphoreCommand : RecipeCommand
{
    private readonly ZPath _path;
    private readonly int _permits;
    private readonly HoldOptions _options;

    public SemaphoreCommand(Arguments arguments)
    {
        _path = arguments.TakeRequiredPath("--path");
        _permits = arguments.TakeNumber("--permits", fallback: 0);
        if (_permits is < 1 or > LeaseSemaphore.MostPermits)
            throw new UsageException($"--permits is missing, or not from 1 to {LeaseSemaphore.MostPermits}");
        _options = HoldOptions.Take(arguments);
    }

    public override Task<int> RunAsync(Shell shell, ICoordinationClient client)
    {
        LeaseSemaphore semaphore = client.Semaphore(_path, _permits, new LockOptions { Id = shell.Id });
        return new HoldLoop(shell, client, _options, (timeout, stop) => AcquireAsync(semaphore, timeout, stop))
            .RunAsync();
    }

    private static async ValueTask<HeldLease?> AcquireAsync(
        LeaseSemaphore semaphore, TimeSpan timeout, CancellationToken stop)
    {
        LockLease? permit = timeout == TimeSpan.Zero
            ? await semaphore.AcquireAsync(stop) : await semaphore.TryAcquireAsync(timeout, stop);
        return permit is null ? null : new HeldLease(permit);
    }
}
