using BenchmarkDotNet.Attributes;

namespace Coordination.Benchmarks;

/// <summary>One thread works on 1,000 of 1,000,000 znodes.</summary>
[MemoryDiagnoser]
public class HotZnodes
{
    public const int Hot = 1_000;

    private World _world = null!; // Set before the first benchmark runs.
    private ZPath[] _paths = [];

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _world = await World.FullAsync();
        _paths = _world.Shuffled(Hot);
    }

    [GlobalCleanup]
    public async Task CleanupAsync() => await _world.DisposeAsync();

    [Benchmark(Baseline = true, OperationsPerInvoke = Hot)]
    public async Task GetAsync()
    {
        foreach (ZPath path in _paths)
            await _world.Client.GetAsync(path);
    }

    [Benchmark(OperationsPerInvoke = Hot)]
    public async Task ExistsAsync()
    {
        foreach (ZPath path in _paths)
            await _world.Client.ExistsAsync(path);
    }

    [Benchmark(OperationsPerInvoke = Hot)]
    public async Task SetAsync()
    {
        foreach (ZPath path in _paths)
            await _world.Client.SetAsync(path, World.Data);
    }
}
