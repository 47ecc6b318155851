using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace Coordination.Benchmarks;

/// <summary>One thread creates znodes of 100 bytes, 1,000 per directory.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, iterationCount: 5, invocationCount: 1)]
public class Creates
{
    public const int CreatesPerCall = 1_000_000;

    private readonly ZPath[] _directories = [.. World.Directories(CreatesPerCall / World.ZnodesPerDirectory)];
    private readonly ZPath[] _paths =
        [.. World.Directories(CreatesPerCall / World.ZnodesPerDirectory).SelectMany(World.ZnodesIn)];

    private World _world = null!; // Set before each benchmark runs.

    [IterationSetup]
    public void Setup() => SetupAsync().GetAwaiter().GetResult();

    [IterationCleanup]
    public void Cleanup() => CleanupAsync().GetAwaiter().GetResult();

    public async Task SetupAsync()
    {
        _world = await World.EmptyAsync();
        foreach (ZPath directory in _directories)
            await _world.Client.CreateAsync(directory);
    }

    public async Task CleanupAsync() => await _world.DisposeAsync();

    [Benchmark(OperationsPerInvoke = CreatesPerCall)]
    public async Task CreateAsync()
    {
        foreach (ZPath path in _paths)
            await _world.Client.CreateAsync(path, World.Data);
    }
}
