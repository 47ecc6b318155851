using BenchmarkDotNet.Attributes;
using Coordination.Crush;

namespace Coordination.Benchmarks.Crush;

/// <summary>Three replicas in four levels of straw2: one by one and in batches, with vectors and without.</summary>
[MemoryDiagnoser]
public class Placing
{
    private const int Inputs = 1024, Replicas = 3;

    private readonly uint[] _inputs = [.. Enumerable.Range(0, Inputs).Select(x => (uint)x)];
    private readonly int[] _results = new int[Inputs * Replicas];
    private readonly int[] _counts = new int[Inputs];
    private CrushMapper _vector = null!, _scalar = null!;               // Set before the first benchmark runs.
    private MapperScratch _vectorScratch = null!, _scalarScratch = null!;

    /// <summary>How many devices the map has.</summary>
    [Params(100, 4_000, 10_000)]
    public int Devices { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        CrushMap map = Clusters.InFourLevels(Devices);
        (_vector, _scalar) = (new CrushMapper(map, 0, Replicas),
            new CrushMapper(map, 0, Replicas, new MapperOptions { UseVectors = false }));
        (_vectorScratch, _scalarScratch) = (_vector.CreateScratch(), _scalar.CreateScratch());
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Inputs)]
    public void SingleScalar() => PlaceSingly(_scalar, _scalarScratch);

    [Benchmark(OperationsPerInvoke = Inputs)]
    public void SingleVector() => PlaceSingly(_vector, _vectorScratch);

    [Benchmark(OperationsPerInvoke = Inputs)]
    public void BatchScalar() => _scalar.MapMany(_inputs, _results, _counts, _scalarScratch);

    [Benchmark(OperationsPerInvoke = Inputs)]
    public void BatchVector() => _vector.MapMany(_inputs, _results, _counts, _vectorScratch);

    private void PlaceSingly(CrushMapper mapper, MapperScratch scratch)
    {
        foreach (uint input in _inputs)
            mapper.Map(input, _results, scratch);
    }
}
