using System.Globalization;
using Coordination.Crush;

namespace Coordination.Tests.Crush.Random;

/// <summary>Draws changes of a map, as the words of crushtool's command line: mostly possible ones.</summary>
internal sealed class RandomEdit(System.Random random, CrushMap map)
{
    private static readonly string[] Tunables =
    [
        "choose-total-tries", "choose-local-tries", "choose-local-fallback-tries", "chooseleaf-descend-once",
        "chooseleaf-vary-r", "chooseleaf-stable", "straw-calc-version",
    ];

    private readonly string[] _devices =
        [.. map.ItemNames.Where(n => n.Key >= 0).Select(n => n.Value)];

    private readonly Bucket[] _buckets = [.. map.Buckets.Where(b => !map.IsShadow(b))];

    private readonly string[] _types = [.. map.TypeNames.Where(t => t.Key > 0).Select(t => t.Value)];

    public string[] Draw() => random.Next(22) switch
    {
        < 4 => ["--add-item", NewDevice(out string added), Weight(), added, .. Place()],
        < 7 => Update(),
        < 10 => ["--remove-item", random.Next(4) == 0 ? ABucket() : ADevice()],
        < 13 => ["--reweight-item", random.Next(4) == 0 ? ABucket() : ADevice(), Weight()],
        13 => ["--reweight"],
        14 => ["--add-bucket", random.Next(8) == 0 ? ABucket() : NewName(), Pick(_types), .. PlaceOrNone()],
        < 18 => ["--move", random.Next(2) == 0 ? ABucket() : ADevice(), .. Place()],
        18 => ["--create-replicated-rule", NewName(), ABucket(), AType(), .. OfClass()],
        19 => ["--create-simple-rule", NewName(), ABucket(), AType(), random.Next(2) == 0 ? "firstn" : "indep",
            .. OfClass()],
        20 when random.Next(2) == 0 && map.RuleNames.Count > 0 =>
            ["--remove-rule", Pick([.. map.RuleNames.Select(r => r.Value)])],
        20 => ["--rebuild-class-roots"],
        _ => [$"--set-{Pick(Tunables)}", $"{random.Next(3)}"],
    };

    private string[] Update()
    {
        string name = ADevice();
        if (!map.ItemNames.TryGetId(name, out int id))
            return ["--update-item", NewDevice(out name), Weight(), name, .. Place()];
        string place = random.Next(2) == 0 && map.ParentsOf(id).FirstOrDefault(b => !map.IsShadow(b)) is { } parent
            ? $"{map.TypeNames[parent.Type]} {map.ItemNames[parent.Id]}" : "";
        string[] location = place.Length > 0 ? ["--loc", .. place.Split(' ')] : Place();
        string weight = random.Next(4) == 0 ? Text(Present(id)) : Weight();
        return ["--update-item", Text(id), weight, random.Next(6) == 0 ? NewName() : name, .. location];
    }

    private float Present(int id)
    {
        foreach (Bucket bucket in map.ParentsOf(id))
            return new Weight(bucket.ItemWeights[bucket.Items.IndexOf(id)]).ToSingle();
        return 1;
    }

    private string NewDevice(out string name)
    {
        int id = random.Next(10) == 0 ? random.Next(map.MaxDevices + 1) : random.Next(80, 120);
        name = random.Next(12) == 0 ? ADevice() : $"osd.{id}";
        return Text(id);
    }

    /// <summary>A bucket, mostly with all above it, sometimes with one that is made for it.</summary>
    private string[] Place()
    {
        if (_buckets.Length == 0)
            return ["--loc", Pick(_types), NewName()];
        Bucket bucket = _buckets[random.Next(_buckets.Length)];
        List<string> words = [];
        if (random.Next(4) == 0)
        {
            int below = map.TypeNames.Select(t => t.Key).Where(t => t > 0 && t < bucket.Type).DefaultIfEmpty(0).Max();
            if (below > 0)
                words.AddRange("--loc", map.TypeNames[below]!, NewName());       // a key of the table
        }
        for (Bucket? at = bucket; at is not null; at = map.ParentsOf(at.Id).FirstOrDefault(b => !map.IsShadow(b)))
        {
            words.AddRange("--loc", map.TypeNames[at.Type]!, map.ItemNames[at.Id]!);    // every bucket has both
            if (random.Next(4) == 0)
                break;
        }
        return [.. words];
    }

    private string[] PlaceOrNone() => random.Next(2) == 0 ? [] : Place();

    private string[] OfClass() => random.Next(2) == 0 ? []
        : ["--device-class", Pick([.. map.ClassNames.Select(c => c.Value), "hdd"])];

    private string ADevice() => _devices.Length == 0 || random.Next(40) == 0 ? "nothing" : Pick(_devices);

    private string ABucket() => _buckets.Length == 0 || random.Next(40) == 0 ? "nothing"
         : map.ItemNames[_buckets[random.Next(_buckets.Length)].Id]!;  // all have names

    private string AType() => random.Next(5) == 0 ? "osd" : Pick(_types);

    private string NewName() => $"new{random.Next(1000)}";

    private string Weight() => random.Next(8) == 0 ? "0" : Text((float)(random.NextDouble() * 8));

    private string Pick(string[] from) => from[random.Next(from.Length)];

    private static string Text(float number) => number.ToString("F4", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
