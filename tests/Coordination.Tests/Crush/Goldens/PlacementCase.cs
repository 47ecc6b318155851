using System.Globalization;
using Coordination.Crush;

namespace Coordination.Tests.Crush.Goldens;

/// <summary>One row of the table of cases.</summary>
internal sealed record PlacementCase(string Name, string Map, int Rule, int Replicas, long First, long Last,
    string Pool, string Weights)
{
    private static readonly Lazy<Dictionary<string, PlacementCase>> All = new(() =>
        Golden.Rows("cases.tsv").Select(Read).ToDictionary(c => c.Name));

    public string[] Expected => File.ReadAllLines(Golden.PathOf($"expect/{Name}.map"));

    /// <summary>The command of the sample.</summary>
    public string[] Words =>
    [
        "test", "--map", Golden.PathOf($"maps/{Map}.txt"), "--rule", Text(Rule), "--num-rep", Text(Replicas),
        "--min-x", Text(First), "--max-x", Text(Last),
        .. Pool == "-" ? (string[])[] : ["--pool-id", Pool],
        .. Reweights.SelectMany(w => (string[])["--weight", w[0], w[1]]),
    ];

    private IEnumerable<string[]> Reweights => Weights == "-" ? [] : Weights.Split(',').Select(w => w.Split(':'));

    public static PlacementCase Find(string name) => All.Value[name];

    /// <summary>As the table of results writes a line: holes as a dash.</summary>
    public static string Compact(string line) =>
        line[(line.IndexOf('[', StringComparison.Ordinal) + 1)..^1].Replace("2147483647", "-",
            StringComparison.Ordinal);

    public CrushMap Load() => CrushBinary.Decode(Golden.Bytes($"maps/{Map}.bin20"));

    public IEnumerable<string> PlaceSingly(CrushMap map, bool useVectors)
    {
        CrushMapper mapper = MapperFor(map, useVectors);
        MapperScratch scratch = mapper.CreateScratch();
        var results = new int[Replicas];
        foreach (uint input in Inputs())
            yield return Line(results.AsSpan(0, mapper.Map(input, results, scratch)));
    }

    public List<string> PlaceInBatches(CrushMap map, bool useVectors)
    {
        CrushMapper mapper = MapperFor(map, useVectors);
        MapperScratch scratch = mapper.CreateScratch();
        List<string> lines = [];
        foreach (uint[] inputs in Inputs().Chunk(77))       // no multiple of any vector
        {
            var results = new int[inputs.Length * Replicas];
            var counts = new int[inputs.Length];
            mapper.MapMany(inputs, results, counts, scratch);
            for (int i = 0; i < inputs.Length; i++)
                lines.Add(Line(results.AsSpan(i * Replicas, counts[i])));
        }
        return lines;
    }

    private CrushMapper MapperFor(CrushMap map, bool useVectors)
    {
        uint[] reweights = Reweight.Full(map);
        foreach (string[] weight in Reweights)
        {
            reweights[int.Parse(weight[0], CultureInfo.InvariantCulture)] =
                Reweight.From(float.Parse(weight[1], CultureInfo.InvariantCulture));
        }
        var options = new MapperOptions
        {
            Reweights = reweights,
            WeightSet = map.WeightSetFor(0),
            UseVectors = useVectors
        };
        return new CrushMapper(map, Rule, Replicas, options);
    }

    private IEnumerable<uint> Inputs()
    {
        for (long x = First; x <= Last; x++)
            yield return Pool == "-" ? (uint)x : CrushHash.Hash((uint)x,
                uint.Parse(Pool, CultureInfo.InvariantCulture));
    }

    private static PlacementCase Read(string[] row) =>
        new(row[0], row[1], Number(row[2]), Number(row[3]), Number(row[4]), Number(row[5]), row[6], row[7]);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Line(ReadOnlySpan<int> devices) =>
        string.Join(',', devices.ToArray().Select(d => d == CrushItem.None ? "-" : Text(d)));
}
