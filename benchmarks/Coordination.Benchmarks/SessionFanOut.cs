using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Benchmarks;

/// <summary>One change reaches 100,000 sessions that watch it: first their outbound queues, then their ends.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, iterationCount: 20, invocationCount: 1)]
public class SessionFanOut
{
    public const int Sessions = 100_000;

    private static readonly ZPath Watched = "/watched";

    private readonly List<ITransportConnection> _connections = [];
    private readonly Arrivals _connected = new();
    private readonly Arrivals _answers = new();
    private readonly Arrivals _events = new();
    private World _world = null!; // Set before the first benchmark runs.
    private Task _delivered = Task.CompletedTask;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _world = await World.EmptyAsync(Sessions + 1);
        await _world.Client.CreateAsync(Watched, World.Data);

        Task connected = _connected.Expect(Sessions);
        var connect = new ConnectRequest(SessionId.None, default, TimeoutMs: 40_000, Zxid.None, AcceptsReadOnly: false);
        for (int i = 0; i < Sessions; i++)
        {
            _connections.Add(_world.Ensemble.Transport.Open(new CountingSink(_connected, _answers, _events)));
            _connections[i].Connect(connect);
        }

        await connected;
        Task armed = _answers.Expect(Sessions);
        var watch = new AddWatchRequest(Watched, AddWatchMode.Persistent);
        foreach (ITransportConnection connection in _connections)
            connection.Send(new RequestHeader(Xid: 1, AckedXid: 0), watch);
        await armed;
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        foreach (ITransportConnection connection in _connections)
            connection.Dispose();
        await _world.DisposeAsync();
    }

    /// <summary>The answer comes when every session's queue has the event.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Sessions)]
    public async Task QueueAsync()
    {
        _delivered = _events.Expect(Sessions);
        await _world.Client.SetAsync(Watched, World.Data);
    }

    [Benchmark(OperationsPerInvoke = Sessions)]
    public async Task DeliverAsync()
    {
        await QueueAsync();
        await _delivered;
    }

    /// <summary>So that no iteration finds the events of the one before.</summary>
    [IterationCleanup]
    public void Drain() => _delivered.GetAwaiter().GetResult();
}
