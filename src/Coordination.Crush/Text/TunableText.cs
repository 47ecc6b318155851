namespace Coordination.Crush;

/// <summary>Tunables by their names in the text form, in the order in which they are printed.</summary>
internal static class TunableText
{
    private readonly record struct Entry(
        string Name, uint Most, Func<Tunables, uint> Get, Func<Tunables, uint, Tunables> With);

    private const uint Any = uint.MaxValue, OneByte = byte.MaxValue;

    private static readonly Entry[] Entries =
    [
        new("choose_local_tries", Any, t => t.ChooseLocalTries, (t, v) => t with { ChooseLocalTries = v }),
        new("choose_local_fallback_tries", Any, t => t.ChooseLocalFallbackTries,
            (t, v) => t with { ChooseLocalFallbackTries = v }),
        new("choose_total_tries", Any, t => t.ChooseTotalTries, (t, v) => t with { ChooseTotalTries = v }),
        new("chooseleaf_descend_once", Any, t => t.ChooseleafDescendOnce,
            (t, v) => t with { ChooseleafDescendOnce = Math.Min(v, 1) }),
        new("chooseleaf_vary_r", OneByte, t => t.ChooseleafVaryR, (t, v) => t with { ChooseleafVaryR = (byte)v }),
        new("chooseleaf_stable", OneByte, t => t.ChooseleafStable, (t, v) => t with { ChooseleafStable = (byte)v }),
        new("straw_calc_version", OneByte, t => t.StrawCalcVersion, (t, v) => t with { StrawCalcVersion = (byte)v }),
        new("allowed_bucket_algs", Any, t => t.AllowedBucketAlgorithms,
            (t, v) => t with { AllowedBucketAlgorithms = v }),
        new("msr_descents", Any, t => t.MsrDescents, (t, v) => t with { MsrDescents = v }),
        new("msr_collision_tries", Any, t => t.MsrCollisionTries, (t, v) => t with { MsrCollisionTries = v }),
    ];

    /// <summary>How many of the entries a release knows: the multi-step-retry ones came with Ceph 19.</summary>
    private static int KnownTo(CephRelease release) =>
        release < CephRelease.Tentacle ? Entries.Length - 2 : Entries.Length;

    /// <summary>
    /// The tunables with one changed, or null if no tunable has this name; false if the value is too large.
    /// </summary>
    public static bool TrySet(ref Tunables tunables, string name, long value, out string problem)
    {
        problem = "";
        foreach (Entry entry in Entries)
        {
            if (entry.Name != name)
                continue;
            if (value < 0 || value > entry.Most)
                problem = $"{name} is {value}, but must lie from 0 to {entry.Most}";
            else
                tunables = entry.With(tunables, (uint)value);
            return problem.Length == 0;
        }
        problem = $"there is no tunable '{name}'";
        return false;
    }

    /// <summary>Name and value of those that differ from the legacy values.</summary>
    public static IEnumerable<(string Name, uint Value)> Changed(Tunables tunables, CephRelease release)
    {
        foreach (Entry entry in Entries.Take(KnownTo(release)))
        {
            if (entry.Get(tunables) != entry.Get(Tunables.Legacy))
                yield return (entry.Name, entry.Get(tunables));
        }
    }
}
