using BenchmarkDotNet.Attributes;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Benchmarks;

/// <summary>
/// What the ensemble takes of a call that is answered at once: the exclusion alone (a ping), then the tree's part.
/// </summary>
[MemoryDiagnoser]
public class AtOnce
{
    private readonly Arrivals _connected = new();
    private World _world = null!; // Set before the first benchmark runs, as are the next two.
    private ITransportConnection _connection = null!;
    private ZPath[] _paths = null!;
    private int _xid;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _world = await World.EmptyAsync(connections: 2);
        _paths = [.. Enumerable.Range(0, HotZnodes.Hot).Select(i => ZPath.Parse($"/z{i:D4}"))];
        foreach (ZPath path in _paths)
            await _world.Client.CreateAsync(path, World.Data);

        Task connected = _connected.Expect(1);
        _connection = _world.Ensemble.Transport.Open(new CountingSink(_connected, new Arrivals(), new Arrivals()));
        _connection.Connect(new ConnectRequest(SessionId.None, default, 40_000, Zxid.None, AcceptsReadOnly: false));
        await connected;
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        _connection.Dispose();
        await _world.DisposeAsync();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = HotZnodes.Hot)]
    public int Ping() => Execute<PingRequest, EmptyResponse>(static _ => new PingRequest());

    [Benchmark(OperationsPerInvoke = HotZnodes.Hot)]
    public int Exists() => Execute<ExistsRequest, ExistsResponse>(static path => new ExistsRequest(path));

    [Benchmark(OperationsPerInvoke = HotZnodes.Hot)]
    public int Get() => Execute<GetDataRequest, GetDataResponse>(static path => new GetDataRequest(path));

    [Benchmark(OperationsPerInvoke = HotZnodes.Hot)]
    public int Set() =>
        Execute<SetDataRequest, SetDataResponse>(static path => new SetDataRequest(path, World.Data, -1));

    private int Execute<T, R>(Func<ZPath, T> make)
        where T : struct, IRequest<R>
        where R : Response
    {
        int answered = 0;
        foreach (ZPath path in _paths)
        {
            var header = new RequestHeader(++_xid, AckedXid: _xid - 1);
            if (_connection.TryExecute(header, make(path), out Answer<R> _))
                answered++;
        }

        return answered == _paths.Length ? answered : throw new InvalidOperationException("Not all were answered.");
    }
}
