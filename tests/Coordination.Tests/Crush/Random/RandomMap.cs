using System.Globalization;
using System.Text;

namespace Coordination.Tests.Crush.Random;

/// <summary>
/// A map drawn from a seed, as text: hierarchies of one to four levels in every algorithm, classes, weight sets, odd
/// tunables and rules, valid for Ceph's compiler as for ours.
/// </summary>
internal sealed class RandomMap
{
    private static readonly string[] TypeNames = ["osd", "host", "rack", "row", "root"];
    private static readonly string[] Classes = ["hdd", "ssd", "nvme"];
    private static readonly string[] Profiles =
    [
        "2 5 19 0 0 0 0", "0 0 50 1 0 0 0", "0 0 50 1 1 0 1", "0 0 50 1 1 1 1", "0 0 50 1 1 1 1", "0 0 50 1 1 1 1",
    ];

    private readonly System.Random _random;
    private readonly StringBuilder _text = new();
    private readonly List<RandomBucket> _buckets = [];
    private readonly HashSet<int> _ids = [];
    private readonly bool _hasClasses;
    private readonly bool _onlyStraw2;

    private RandomMap(int seed)
    {
        _random = new System.Random(seed);
        DeviceCount = _random.Next(1, 70);
        _hasClasses = Chance(30);
        _onlyStraw2 = Chance(50);
        WriteTunables();
        WriteDevices();
        WriteBuckets();
        RuleCount = _random.Next(1, 5);
        for (int id = 0; id < RuleCount; id++)
            new RandomRule(_random, _text, _buckets, TypeNames, _hasClasses ? Classes : []).Write(id);
        if (Chance(30))
            WriteWeightSets();
    }

    public string Text => _text.ToString();

    public int DeviceCount { get; }

    public int RuleCount { get; }

    /// <summary>Devices that give up some or all of their data.</summary>
    public IReadOnlyList<(int Device, string Weight)> Reweights { get; private init; } = [];

    public int Replicas { get; private init; }

    public static RandomMap FromSeed(int seed)
    {
        var random = new System.Random(~seed);
        var map = new RandomMap(seed);
        int count = random.Next(3) == 0 ? random.Next(map.DeviceCount) : 0;
        return new RandomMap(seed)
        {
            Replicas = random.Next(1, 9),
            Reweights = [.. Enumerable.Range(0, count).Select(_ => (random.Next(map.DeviceCount), Part(random)))],
        };
    }

    private static string Part(System.Random random) =>
        random.Next(2) == 0 ? "0" : random.NextDouble().ToString("F3", CultureInfo.InvariantCulture);

    private void WriteTunables()
    {
        string[] names =
        [
            "choose_local_tries", "choose_local_fallback_tries", "choose_total_tries", "chooseleaf_descend_once",
            "chooseleaf_vary_r", "chooseleaf_stable", "straw_calc_version",
        ];
        string[] values = Profiles[_random.Next(Profiles.Length)].Split(' ');
        if (Chance(15))
            values = [.. "3 3 60 2 4 2 2".Split(' ').Select(v =>
                $"{_random.Next(int.Parse(v, CultureInfo.InvariantCulture))}")];
        for (int i = 0; i < names.Length; i++)
            _text.Append($"tunable {names[i]} {values[i]}\n");
    }

    private void WriteDevices()
    {
        for (int id = 0; id < DeviceCount; id++)
            _text.Append($"device {id} osd.{id}{(_hasClasses && Chance(85) ? " class " + Pick(Classes) : "")}\n");
        for (int type = 0; type < TypeNames.Length; type++)
            _text.Append($"type {type} {TypeNames[type]}\n");
    }

    private void WriteBuckets()
    {
        List<string> below = [.. Enumerable.Range(0, DeviceCount).Select(id => $"osd.{id}")];
        int levels = _random.Next(1, TypeNames.Length);
        for (int type = 1; type <= levels && below.Count > 0; type++)
        {
            bool top = type == levels;
            int type1 = top ? TypeNames.Length - 1 : type;
            List<string> made = [];
            for (int next = 0; next < below.Count;)
            {
                int size = top && Chance(80) ? below.Count - next : _random.Next(1, 9);
                List<string> items = [.. below.Skip(next).Take(size)];
                next += size;
                made.Add(WriteBucket(type1, items, areDevices: type == 1));
            }
            below = made;
        }
    }

    private string WriteBucket(int type, List<string> items, bool areDevices)
    {
        string name = $"{TypeNames[type]}{_buckets.Count}";
        // Ceph cannot make a shadow of a uniform bucket, reads past the items of a tree of weight 0, such as the shadow
        // of a class that it does not hold, and keeps at most 64 items in a tree.
        string[] algorithms = _onlyStraw2 ? ["straw2"]
            : ["straw2", "straw2", "list", "straw", .. _hasClasses || items.Count > 64 ? (string[])[]
                : ["tree", "uniform"]];
        var bucket = new RandomBucket(name, type, Pick(algorithms), items.Count, FreeId());
        _text.Append($"{TypeNames[type]} {name} {{\n");
        if (Chance(85))
            _text.Append($"\tid {bucket.Id}\n");
        else
            bucket = bucket with { Id = 0 };
        _text.Append($"\talg {bucket.Algorithm}\n\thash {(Chance(96) ? 0 : 1)}\n");
        // Ceph's compiler aborts at a uniform bucket of weight 0.
        string common = Weight();
        if (bucket.Algorithm == "uniform" && common == "0")
            common = "2.5";
        for (int i = 0; i < items.Count; i++)
        {
            bool implied = bucket.Algorithm != "uniform" && Chance(areDevices ? 10 : 70);
            string weight = implied ? ""
                : $" weight {(bucket.Algorithm == "uniform" || Chance(30) ? common : Weight())}";
            if (bucket.Algorithm == "tree" && i == 0)
                weight = " weight 1.5";
            _text.Append($"\titem {items[i]}{weight}\n");
        }
        _text.Append("}\n");
        _buckets.Add(bucket);
        return name;
    }

    private void WriteWeightSets()
    {
        foreach (int index in new[] { 0, 3 }.Where(_ => Chance(70)))
        {
            _text.Append($"choose_args {index} {{\n");
            int positions = _random.Next(1, 4);
            foreach (RandomBucket bucket in _buckets.Where(b => b.Id != 0 && b.Algorithm == "straw2" && Chance(70)))
            {
                _text.Append($"  {{\n    bucket_id {bucket.Id}\n    weight_set [\n");
                for (int p = 0; p < positions; p++)
                    _text.Append($"      [ {Repeat(bucket.Size, Weight)} ]\n");
                _text.Append("    ]\n");
                if (Chance(30))
                    _text.Append($"    ids [ {Repeat(bucket.Size, () => $"{_random.Next(-5000, 5000)}")} ]\n");
                _text.Append("  }\n");
            }
            _text.Append("}\n");
        }
    }

    private static string Repeat(int count, Func<string> make) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => make()));

    private int FreeId()
    {
        int id;
        do
            id = -_random.Next(1, 400);
        while (!_ids.Add(id));
        return id;
    }

    private string Weight() => _random.Next(12) switch
    {
        0 => "0",
        < 5 => "1.000",
        _ => (_random.NextDouble() * 20).ToString("F5", CultureInfo.InvariantCulture),
    };

    private bool Chance(int percent) => _random.Next(100) < percent;

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
