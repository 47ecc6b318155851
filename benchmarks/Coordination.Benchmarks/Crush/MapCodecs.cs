using BenchmarkDotNet.Attributes;
using Coordination.Crush;

namespace Coordination.Benchmarks.Crush;

/// <summary>Reading and writing a map of 10,000 devices in both forms.</summary>
[MemoryDiagnoser]
public class MapCodecs
{
    private readonly CrushMap _map = Clusters.InFourLevels(10_000);
    private byte[] _encoded = [];
    private string _text = "";

    [GlobalSetup]
    public void Setup() => (_encoded, _text) = (CrushBinary.Encode(_map), CrushText.Decompile(_map));

    [Benchmark(Baseline = true)]
    public byte[] Encode() => CrushBinary.Encode(_map);

    [Benchmark]
    public CrushMap Decode() => CrushBinary.Decode(_encoded);

    [Benchmark]
    public string Decompile() => CrushText.Decompile(_map);

    [Benchmark]
    public CrushMap Compile() => CrushText.Compile(_text);
}
