using BenchmarkDotNet.Attributes;

namespace Coordination.Benchmarks;

/// <summary>One thread reads 1,000,000 znodes in an order that no cache foresees.</summary>
[MemoryDiagnoser]
public class UniformReads
{
    public const int ReadsPerCall = 100_000;

    private World _world = null!; // Set before the first benchmark runs.
    private ZPath[] _paths = [];
    private int _next;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _world = await World.FullAsync();
        _paths = _world.Shuffled(World.ZnodeCount);
    }

    [GlobalCleanup]
    public async Task CleanupAsync() => await _world.DisposeAsync();

    [Benchmark(OperationsPerInvoke = ReadsPerCall)]
    public async Task GetAsync()
    {
        for (int i = 0; i < ReadsPerCall; i++)
            await _world.Client.GetAsync(_paths[_next + i]);
        _next = (_next + ReadsPerCall) % World.ZnodeCount;
    }
}
