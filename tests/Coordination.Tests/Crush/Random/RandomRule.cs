using System.Text;

namespace Coordination.Tests.Crush.Random;

/// <summary>Writes rules: mostly such as people write, sometimes odd ones.</summary>
internal sealed class RandomRule(
    System.Random random, StringBuilder text, List<RandomBucket> buckets, string[] types, string[] classes)
{
    public void Write(int id)
    {
        string kind = random.Next(2) == 0 ? "replicated" : "erasure";
        text.Append($"rule r{id} {{\n\tid {id}\n\ttype {kind}\n\tmin_size 1\n\tmax_size 10\n");
        if (random.Next(3) == 0)
            WriteSettings();
        int blocks = random.Next(6) == 0 ? 2 : 1;
        for (int block = 0; block < blocks; block++)
            WriteBlock();
        text.Append("}\n");
    }

    private void WriteSettings()
    {
        string[] settings =
        [
            $"set_choose_tries {random.Next(1, 120)}", $"set_chooseleaf_tries {random.Next(1, 12)}",
            $"set_choose_local_tries {random.Next(3)}", $"set_choose_local_fallback_tries {random.Next(3)}",
            $"set_chooseleaf_vary_r {random.Next(5)}", $"set_chooseleaf_stable {random.Next(2)}",
        ];
        foreach (string setting in settings.Where(_ => random.Next(3) == 0))
            text.Append($"\tstep {setting}\n");
    }

    private void WriteBlock()
    {
        RandomBucket root = random.Next(5) == 0 ? buckets[random.Next(buckets.Count)] : buckets[^1];
        string ofClass =
            classes.Length > 0 && random.Next(2) == 0 ? $" class {classes[random.Next(classes.Length)]}" : "";
        // A class that no device has would be an error.
        if (!text.ToString().Contains(ofClass + "\n", StringComparison.Ordinal))
            ofClass = "";
        text.Append($"\tstep take {root.Name}{ofClass}\n");
        int level = root.Type;
        while (level > 1 && random.Next(4) == 0)
        {
            level = random.Next(1, level);
            text.Append($"\tstep choose {Mode()} {random.Next(5)} type {types[level]}\n");
        }
        int type = random.Next(8) == 0 ? random.Next(types.Length) : random.Next(Math.Max(1, level));
        string choose = type == 0 && random.Next(3) != 0 ? "choose" : "chooseleaf";
        text.Append($"\tstep {choose} {Mode()} {Count()} type {types[type]}\n\tstep emit\n");
    }

    private string Mode() => random.Next(2) == 0 ? "firstn" : "indep";

    private int Count() => random.Next(4) == 0 ? random.Next(-2, 5) : 0;
}
