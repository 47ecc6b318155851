using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>
/// Makes a change of the map move as little as can be. CRUSH moves more than it has to where a weight changes below
/// the root: the share of every level above is drawn anew (a host added to one of ten racks moves 1.7 times its share).
/// The idea: every device shall hold what it held, and what its share grew by or less what it shrank by. Every replica
/// stays where it was if it still may; one that may not goes to whichever allowed device lacks most; then those that
/// still lack something receive it from those that hold too much. So nothing moves but what has lost its place, and
/// what the devices that grow must receive; how level the load is stays as it was. What differs from the draw of CRUSH
/// is kept as exchanges.
/// </summary>
internal sealed class LeastMovement
{
    /// <summary>A device that lacks less than half a replica lacks none.</summary>
    private const double LeastLack = 0.5;

    private readonly RuleTargets _targets;
    private readonly Dictionary<int, double> _lacks; // Per device the replicas that it lacks; negative: has too many.
    private readonly PriorityQueue<int, double> _lacking = new(); // Who lacks most first; may be out of date.
    private readonly List<int> _passedOver = [];

    private LeastMovement(PlacementMap before, PlacementMap after, RuleTargets targets, GroupTable old)
    {
        _targets = targets;
        SortedDictionary<int, long> loads = old.Loads();
        IReadOnlyDictionary<int, double> becomes = targets.Targets((int)after.Pool.PgNum, after.Pool.Size);
        IReadOnlyDictionary<int, double> was =
            RuleTargets.Of(before.Crush, before.Pool.RuleId, before.Reweights) is { Weights.Count: > 0 } known
                ? known.Targets((int)before.Pool.PgNum, before.Pool.Size) : becomes;
        _lacks = becomes.ToDictionary(
            one => one.Key,
            one => loads.GetValueOrDefault(one.Key) + one.Value - was.GetValueOrDefault(one.Key));
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
        var old = new GroupTable(before, after.Pool.Size);
        var movement = new LeastMovement(before, after, targets, old);
        List<int>[] wanted = movement.Place(old, after.Pool.Size);
        movement.Level(wanted);
        var drawn = new GroupTable(bare, after.Pool.Size);
        Dictionary<uint, IReadOnlyList<(int From, int To)>> pins = [];
        for (uint group = 0; group < drawn.Groups; group++)
        {
            int[] draws = [.. drawn.Of(group)];
            (int, int)[] exchanges = [.. draws.Except(wanted[group]).Zip(wanted[group].Except(draws))];
            if (exchanges.Length > 0)
                pins[group] = exchanges;
        }

        return bare.WithExchanges(pins);
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

    /// <summary>Leaves every replica that may stay, and finds a place for the others.</summary>
    private List<int>[] Place(GroupTable before, int replicas)
    {
        var places = new List<int>[before.Groups];
        for (uint group = 0; group < before.Groups; group++)
        {
            places[group] = Staying(before.Of(group), _targets);
            foreach (int device in places[group])
                _lacks[device]--;
        }

        foreach ((int device, double lack) in _lacks)
            _lacking.Enqueue(device, -lack);
        foreach (List<int> place in places)
        {
            while (place.Count < replicas && TryTake(place, double.NegativeInfinity, out int device))
                place.Add(device);
        }

        return places;
    }

    /// <summary>
    /// Lets who lacks something take it from who has too much, as long as that brings both nearer to what they shall
    /// hold: the sum of squares falls with every move, so it ends.
    /// </summary>
    private void Level(List<int>[] places)
    {
        for (bool hasMoved = true; hasMoved;)
        {
            hasMoved = false;
            foreach (List<int> place in places)
            {
                if (place.Count == 0)
                    continue;
                int donor = place.MinBy(device => _lacks[device]);
                int index = place.IndexOf(donor);
                place.RemoveAt(index);
                bool isTaken = TryTake(place, Math.Max(LeastLack, _lacks[donor] + 1), out int device);
                place.Insert(index, isTaken ? device : donor);
                if (!isTaken)
                    continue;
                _lacks[donor]++;
                hasMoved = true;
            }
        }
    }

    /// <summary>
    /// Takes the device that lacks most, more than a number, and whose failure domain the group does not have yet.
    /// </summary>
    private bool TryTake(List<int> place, double moreThan, out int found)
    {
        found = -1;
        while (found < 0 && _lacking.TryPeek(out int device, out double priority) && -priority > moreThan)
        {
            _lacking.Dequeue();
            double lack = _lacks[device];
            if (lack < -priority)
                _lacking.Enqueue(device, -lack); // It has received something since.
            else if (place.Exists(other => _targets.DomainOf(other) == _targets.DomainOf(device)))
                _passedOver.Add(device);
            else
                found = device;
        }

        if (found >= 0)
            _lacking.Enqueue(found, -(--_lacks[found]));
        foreach (int device in _passedOver)
            _lacking.Enqueue(device, -_lacks[device]);
        _passedOver.Clear();
        return found >= 0;
    }
}
