using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>
/// Makes a change of the map move as little as can be. CRUSH moves more than it has to where a weight changes below
/// the root: the share of every level above is drawn anew (a host added to one of ten racks moves 1.7 times its share).
/// The idea: every replica stays where it was if it still may; one that may not goes to whichever allowed device has
/// most room; then the load is levelled from there. So nothing moves but what has lost its place, and what the devices
/// that grow must receive. What differs from the draw of CRUSH is kept as exchanges.
/// </summary>
internal sealed class LeastMovement
{
    private readonly RuleTargets _targets;
    private readonly PriorityQueue<int, double> _room = new(); // The device with most room first.
    private readonly Dictionary<int, double> _fill;
    private readonly List<int> _passedOver = [];

    private LeastMovement(PlacementMap after, RuleTargets targets)
    {
        _targets = targets;
        _fill = targets.Targets((int)after.Pool.PgNum, after.Pool.Size).ToDictionary(one => one.Key, one => -one.Value);
    }

    /// <exception cref="ArgumentException">
    /// The number of groups or replicas changes, or the rule has no single failure domain.
    /// </exception>
    public static PlacementMap Pin(PlacementMap before, PlacementMap after)
    {
        if (before.Pool.PgNum != after.Pool.PgNum || before.Pool.Size != after.Pool.Size)
        {
            throw new ArgumentException(
                "Groups can be kept where they are only while their number and their replicas stay.", nameof(after));
        }

        RuleTargets targets = RuleTargets.Of(after.Crush, after.Pool.RuleId, after.Reweights)
            ?? throw new ArgumentException($"Rule {after.Pool.RuleId} has no single failure domain.", nameof(after));
        PlacementMap bare = after.WithExchanges(new Dictionary<uint, IReadOnlyList<(int, int)>>());
        var wanted = new LeastMovement(after, targets).Place(new GroupTable(before, after.Pool.Size), after.Pool.Size);
        var drawn = new GroupTable(bare, after.Pool.Size);
        Dictionary<uint, IReadOnlyList<(int From, int To)>> pins = [];
        for (uint group = 0; group < drawn.Groups; group++)
        {
            int[] draws = [.. drawn.Of(group)];
            (int, int)[] exchanges = [.. draws.Except(wanted[group]).Zip(wanted[group].Except(draws))];
            if (exchanges.Length > 0)
                pins[group] = exchanges;
        }

        return bare.WithExchanges(pins).Balanced();
    }

    /// <summary>The exchanges of a plan, by group.</summary>
    public static Dictionary<uint, IReadOnlyList<(int From, int To)>> Exchanges(BalancePlan plan) =>
        plan.UpmapItems.ToDictionary(all => all.Key.Number, all => all.Value);

    /// <summary>
    /// Those of a group's devices that may stay: they still take data, and no two are in one failure domain.
    /// </summary>
    public static List<int> Staying(ReadOnlySpan<int> was, RuleTargets targets)
    {
        List<int> staying = [];
        foreach (int device in was)
        {
            if (targets.Weights.ContainsKey(device)
                && !staying.Exists(other => targets.DomainOf(other) == targets.DomainOf(device)))
                staying.Add(device);
        }

        return staying;
    }

    private List<int>[] Place(GroupTable before, int replicas)
    {
        var places = new List<int>[before.Groups];
        for (uint group = 0; group < before.Groups; group++)
        {
            places[group] = Staying(before.Of(group), _targets);
            foreach (int device in places[group])
                _fill[device]++;
        }

        foreach ((int device, double fill) in _fill)
            _room.Enqueue(device, fill);
        foreach (List<int> place in places)
        {
            while (place.Count < replicas && TryTakeRoom(place, out int device))
                place.Add(device);
        }

        return places;
    }

    /// <summary>Takes the device with most room whose failure domain the group does not have yet.</summary>
    private bool TryTakeRoom(List<int> place, out int found)
    {
        found = -1;
        while (found < 0 && _room.TryDequeue(out int device, out _))
        {
            if (place.Exists(other => _targets.DomainOf(other) == _targets.DomainOf(device)))
                _passedOver.Add(device);
            else
                found = device;
        }

        if (found >= 0)
            _room.Enqueue(found, ++_fill[found]);
        foreach (int device in _passedOver)
            _room.Enqueue(device, _fill[device]);
        _passedOver.Clear();
        return found >= 0;
    }
}
