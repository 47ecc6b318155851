using BenchmarkDotNet.Attributes;
using Coordination.Requests;

namespace Coordination.Benchmarks.Tree;

/// <summary>Reads and writes of 1,000 znodes out of 1,000,000, or of all of them, on the tree alone.</summary>
[MemoryDiagnoser]
public class TreeOperations
{
    private TreeWorld _world = null!; // Set before the first benchmark runs.
    private ZPath[] _paths = [];
    private int _next;

    /// <summary>How many znodes take turns.</summary>
    [Params(1_000, World.ZnodeCount)]
    public int Among { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _world = TreeWorld.Full();
        _paths = _world.Shuffled()[..Among];
    }

    [Benchmark(Baseline = true)]
    public GetDataResponse? Get() => _world.Read<GetDataRequest, GetDataResponse>(new GetDataRequest(Next()));

    [Benchmark]
    public ExistsResponse? Exists() => _world.Read<ExistsRequest, ExistsResponse>(new ExistsRequest(Next()));

    [Benchmark]
    public void Set() => _world.Apply(new SetDataRequest(Next(), World.Data, -1));

    [Benchmark]
    public void CreateAndDelete()
    {
        ZPath path = Next();
        _world.Apply(new DeleteRequest(path, -1));
        _world.Apply(new CreateRequest(path, World.Data, Acl.Open, CreateMode.Persistent));
    }

    private ZPath Next()
    {
        _next = _next + 1 == _paths.Length ? 0 : _next + 1;
        return _paths[_next];
    }
}
