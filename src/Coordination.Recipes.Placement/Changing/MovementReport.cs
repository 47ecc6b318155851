using System.Globalization;
using System.Text;
using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>What moves between two maps, counted over all their groups, and what would have had to move.</summary>
public sealed class MovementReport
{
    private readonly SortedDictionary<int, long> _received;
    private readonly SortedDictionary<int, long> _given;

    private MovementReport(
        Movement movement, double? leastByWeight, long leastByLoss, long leastByLoad,
        SortedDictionary<int, long> received, SortedDictionary<int, long> given)
    {
        Movement = movement;
        LeastByWeight = leastByWeight;
        LeastByLoss = leastByLoss;
        LeastByLoad = leastByLoad;
        _received = received;
        _given = given;
    }

    /// <summary>Groups and replicas, and how many of these are copied.</summary>
    public Movement Movement { get; }

    /// <summary>
    /// Replicas that any placement by weight has to copy, failure domains heeded: what the devices whose share grows
    /// must receive. Null where the rule is not of the form "take, choose(leaf), emit".
    /// </summary>
    public double? LeastByWeight { get; }

    /// <summary>
    /// Replicas that cannot stay where they are: their device is out or gone, or has come into one failure domain with
    /// another of the group. 0 where the rule has no single failure domain.
    /// </summary>
    public long LeastByLoss { get; }

    /// <summary>
    /// Replicas that must be copied to come from the load that each device has to the load that it will have, by
    /// whatever way.
    /// </summary>
    public long LeastByLoad { get; }

    /// <summary>
    /// Replicas that are copied over the theoretical least: by weight or by loss, whichever is more, and by load where
    /// the rule has no single failure domain. 1 is the best, less only where a device that gives held less than its
    /// share; 1 where nothing moves.
    /// </summary>
    public double Ratio => Movement.ReplicasMoved == 0 ? 1 : Movement.ReplicasMoved / Least;

    /// <summary>Replicas that each device is sent; ascending ids, devices without any left out.</summary>
    public IReadOnlyDictionary<int, long> Received => _received;

    /// <summary>Replicas that each device need no longer hold; ascending ids, devices without any left out.</summary>
    public IReadOnlyDictionary<int, long> Given => _given;

    private double Least => LeastByWeight is { } byWeight ? Math.Max(byWeight, LeastByLoss) : LeastByLoad;

    /// <summary>Compares where all groups belong, whoever is up.</summary>
    /// <param name="before">The map as it is.</param>
    /// <param name="after">The map as it shall be.</param>
    /// <param name="replicas">Replicas of each group; null: as each pool says.</param>
    public static MovementReport Between(PlacementMap before, PlacementMap after, int? replicas = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        int wasSize = replicas ?? before.Pool.Size, size = replicas ?? after.Pool.Size;
        GroupTable old = new(before, wasSize), young = new(after, size);
        SortedDictionary<int, long> received = [], given = [];
        RuleTargets? targets = RuleTargets.Of(after.Crush, after.Pool.RuleId, after.Reweights);
        long changed = 0, placed = 0, moved = 0, lost = 0;

        // Where the numbers of groups differ, what is compared are the groups of the larger one.
        uint units = Math.Max(old.Groups, young.Groups);
        for (uint unit = 0; unit < units; unit++)
        {
            Span<int> was = old.Of(Pool.StableModulo(unit, old.Groups));
            Span<int> becomes = young.Of(Pool.StableModulo(unit, young.Groups));
            if (!was.SequenceEqual(becomes))
                changed++;
            placed += becomes.Length - becomes.Count(CrushItem.None);
            moved += Count(becomes, was, received);
            Count(was, becomes, given);
            if (targets is not null)
                lost += Math.Max(0, Math.Min(was.Length, becomes.Length) - LeastMovement.Staying(was, targets).Count);
        }

        double? leastByWeight = LeastFraction(before, wasSize, after, size) * placed;
        long leastByLoad = received.Sum(one => Math.Max(0, one.Value - given.GetValueOrDefault(one.Key)));
        return new MovementReport(
            new Movement(units, changed, placed, moved), leastByWeight, lost, leastByLoad, received, given);
    }

    /// <summary>One line: how much moves, and how much would have had to.</summary>
    public override string ToString()
    {
        return string.Create(CultureInfo.InvariantCulture,
            $"{Movement.ReplicasMoved} of {Movement.Replicas} replicas move ({Movement.MovedFraction:P1}), "
            + $"{Ratio:F2}x the theoretical least ({Least:F0})");
    }

    /// <summary>A table of the devices that give or receive.</summary>
    /// <param name="map">Where their names stand.</param>
    public string ToTable(PlacementMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var text = new StringBuilder();
        text.Append("DEVICE            GIVES  RECEIVES\n");
        foreach (int device in _received.Keys.Union(_given.Keys).Order())
        {
            string name = map.Crush.ItemNames[device] ?? device.ToString(CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture,
                $"{name,-14} {_given.GetValueOrDefault(device),8} {_received.GetValueOrDefault(device),9}\n");
        }

        return text.ToString();
    }

    /// <summary>Counts those of <paramref name="devices"/> that <paramref name="others"/> has not.</summary>
    private static long Count(Span<int> devices, Span<int> others, SortedDictionary<int, long> counts)
    {
        long count = 0;
        foreach (int device in devices)
        {
            if (device == CrushItem.None || others.Contains(device))
                continue;
            counts[device] = counts.GetValueOrDefault(device) + 1;
            count++;
        }

        return count;
    }

    private static double? LeastFraction(PlacementMap before, int beforeSize, PlacementMap after, int afterSize)
    {
        if (Shares(before, beforeSize) is not { } was || Shares(after, afterSize) is not { } becomes)
            return null;
        return Movement.LeastFraction(was, becomes);
    }

    private static Dictionary<int, double>? Shares(PlacementMap map, int replicas)
    {
        const int Unit = 1 << 20;
        if (RuleTargets.Of(map.Crush, map.Pool.RuleId, map.Reweights) is not { Weights.Count: > 0 } targets)
            return null;
        IReadOnlyDictionary<int, double> loads = targets.Targets(Unit, replicas);
        double all = loads.Values.Sum();
        return loads.ToDictionary(one => one.Key, one => one.Value / all);
    }
}
