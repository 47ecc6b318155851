using BenchmarkDotNet.Attributes;
using Coordination.Recipes.Locks;

namespace Coordination.Benchmarks;

/// <summary>A lock that nobody else wants, taken and given back.</summary>
[MemoryDiagnoser]
public class UncontendedLock
{
    public const int LocksPerCall = 100;

    private World _world = null!; // Set before the first benchmark runs.
    private DistributedMutex _mutex = null!; // Set before the first benchmark runs.

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _world = await World.EmptyAsync();
        _mutex = _world.Client.Lock("/locks/report");
    }

    [GlobalCleanup]
    public async Task CleanupAsync() => await _world.DisposeAsync();

    [Benchmark(OperationsPerInvoke = LocksPerCall)]
    public async Task TakeAndGiveBackAsync()
    {
        for (int i = 0; i < LocksPerCall; i++)
        {
            LockLease lease = await _mutex.AcquireAsync();
            await lease.DisposeAsync();
        }
    }
}
