namespace Coordination.Crush;

/// <summary>
/// Who holds which group while loads are levelled. The fullest device gives a group to the emptiest that may take it;
/// where the failure domains forbid that, a chain of moves is looked for, each device of which passes a group on. Every
/// move lowers the sum of squared deviations, so it ends.
/// </summary>
internal sealed class BalanceBoard
{
    /// <summary>Emptiest devices that are tried before a chain is looked for.</summary>
    private const int DirectTries = 32;

    private readonly RuleTargets _targets;
    private readonly int[][] _groups;
    private readonly Dictionary<int, double> _target = [];
    private readonly Dictionary<int, List<int>> _held = [];
    private readonly SortedSet<(double Deviation, int Device)> _order = [];

    public BalanceBoard(RuleTargets targets, IReadOnlyDictionary<int, double> target, int[][] groups)
    {
        (_targets, _groups) = (targets, groups);
        foreach (var (device, goal) in target)
            (_target[device], _held[device]) = (goal, []);
        for (int g = 0; g < groups.Length; g++)
        {
            foreach (int device in groups[g])
            {
                if (_held.TryGetValue(device, out List<int>? list))
                    list.Add(g);
            }
        }
        foreach (int device in _held.Keys)
            _order.Add((DeviationOf(device), device));
    }

    /// <summary>Largest distance of a device from its target.</summary>
    public double Deviation => _held.Count == 0 ? 0 : _held.Keys.Max(device => Math.Abs(DeviationOf(device)));

    public int[] DevicesOf(int group) => _groups[group];

    /// <summary>
    /// Moves groups until every device is within one of its target, or cannot come nearer; returns the latter.
    /// </summary>
    public List<int> Level()
    {
        while (_order.Count > 1)
        {
            var (most, fullest) = _order.Max;
            var (least, emptiest) = _order.Min;
            if ((most <= 1 && least >= -1) || most - least <= 1)
                break;
            // The one that is further off is served; if nothing helps it, it is left out from here on.
            bool isFull = most >= -least;
            if (!(isFull ? TryGive(fullest) : TryFill(emptiest)))
                _order.Remove(isFull ? _order.Max : _order.Min);
        }
        return [.. _held.Keys.Where(device => Math.Abs(DeviationOf(device)) > 1 + 1e-9).Order()];
    }

    private bool TryGive(int from)
    {
        double deviation = DeviationOf(from);
        foreach (var (other, to) in _order.Take(DirectTries))
        {
            if (deviation - other > 1 && TryMove(from, to))
                return true;
        }
        return TryChain(from);
    }

    private bool TryFill(int to)
    {
        double deviation = DeviationOf(to);
        foreach (var (other, from) in _order.Reverse())
        {
            if (other - deviation <= 1)
                return false;
            if (TryMove(from, to))
                return true;
        }
        return false;
    }

    private bool TryMove(int from, int to)
    {
        foreach (int group in _held[from])
        {
            if (!MayMove(group, from, to))
                continue;
            Move(group, from, to);
            return true;
        }
        return false;
    }

    /// <summary>Breadth first over devices: from each to all that may take one of its groups.</summary>
    private bool TryChain(int start)
    {
        var reached = new Dictionary<int, (int From, int Group)> { [start] = (start, -1) };
        var queue = new Queue<int>([start]);
        var open = new List<int>(_order.Select(o => o.Device).Where(device => device != start));
        while (queue.TryDequeue(out int from) && open.Count > 0)
        {
            foreach (int group in _held[from])
            {
                if (TryReach(start, from, group, open, reached, queue))
                    return true;
            }
        }
        return false;
    }

    /// <summary>
    /// Reaches all that may take a group of a device; true, with the chain carried out, where one of them makes it
    /// worth while.
    /// </summary>
    private bool TryReach(
        int start,
        int from,
        int group,
        List<int> open,
        Dictionary<int, (int From, int Group)> reached,
        Queue<int> queue)
    {
        double deviation = DeviationOf(start);
        for (int i = open.Count - 1; i >= 0; i--)
        {
            int to = open[i];
            if (!MayMove(group, from, to))
                continue;
            reached[to] = (from, group);
            if (deviation - DeviationOf(to) > 1 && TryPassOn(reached, to))
                return true;
            open.RemoveAt(i);
            queue.Enqueue(to);
        }
        return false;
    }

    /// <summary>
    /// Carries a chain out from its end; a step may forbid the one before it, where they share a group.
    /// </summary>
    private bool TryPassOn(Dictionary<int, (int From, int Group)> reached, int end)
    {
        List<(int Group, int From, int To)> steps = [];
        for (int to = end; reached[to].Group >= 0; to = reached[to].From)
            steps.Add((reached[to].Group, reached[to].From, to));
        if (steps.Select(s => s.Group).Distinct().Count() != steps.Count)
            return false;
        foreach (var (group, from, to) in steps)
            Move(group, from, to);
        return true;
    }

    private bool MayMove(int group, int from, int to)
    {
        int domain = _targets.DomainOf(to);
        foreach (int device in _groups[group])
        {
            if (device == to)
                return false;
            if (device != from && _held.ContainsKey(device) && _targets.DomainOf(device) == domain)
                return false;
        }
        return true;
    }

    private void Move(int group, int from, int to)
    {
        bool fromOrdered = _order.Remove((DeviationOf(from), from)), toOrdered = _order.Remove((DeviationOf(to), to));
        int[] devices = _groups[group];
        devices[Array.IndexOf(devices, from)] = to;
        _held[from].Remove(group);
        _held[to].Add(group);
        if (fromOrdered)
            _order.Add((DeviationOf(from), from));
        if (toOrdered)
            _order.Add((DeviationOf(to), to));
    }

    private double DeviationOf(int device) => _held[device].Count - _target[device];
}
