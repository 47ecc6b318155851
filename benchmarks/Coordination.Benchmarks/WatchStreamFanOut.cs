using BenchmarkDotNet.Attributes;

namespace Coordination.Benchmarks;

/// <summary>One change reaches 100,000 watch streams of one client; counted until the last has yielded it.</summary>
[MemoryDiagnoser]
public class WatchStreamFanOut
{
    public const int Streams = 100_000;

    private static readonly ZPath Watched = "/watched";

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _readers = [];
    private readonly Arrivals _arrivals = new();
    private World _world = null!; // Set before the first benchmark runs.

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _world = await World.EmptyAsync();
        await _world.Client.CreateAsync(Watched, World.Data);

        Task armed = _arrivals.Expect(Streams);
        for (int i = 0; i < Streams; i++)
            _readers.Add(ReadAsync());
        await armed;
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_readers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _world.DisposeAsync();
    }

    [Benchmark(OperationsPerInvoke = Streams)]
    public async Task ChangeAsync()
    {
        Task yielded = _arrivals.Expect(Streams);
        await _world.Client.SetAsync(Watched, World.Data);
        await yielded;
    }

    private async Task ReadAsync()
    {
        await foreach (WatchEvent _ in _world.Client.WatchAsync(Watched, cancellationToken: _stopping.Token))
            _arrivals.Arrive();
    }
}
