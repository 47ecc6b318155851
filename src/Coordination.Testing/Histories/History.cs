namespace Coordination.Testing;

/// <summary>
/// What processes asked and were answered, and what they held, in one order. The checkers of
/// <see cref="HistoryChecks"/> judge it.
/// </summary>
/// <remarks>Any thread may record.</remarks>
public sealed class History
{
    private readonly Lock _lock = new();
    private readonly Func<TimeSpan> _now;
    private readonly List<HistoryOperation> _operations = [];
    private readonly List<Holding> _holdings = [];
    private readonly List<Holding> _grants = [];
    private readonly List<ObservedStream> _streams = [];
    private readonly Dictionary<string, List<Holding>> _open = new(StringComparer.Ordinal);
    private long _index;

    /// <summary>Begins a history whose times are counted from now, by one clock for all processes.</summary>
    public History(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        long begin = timeProvider.GetTimestamp();
        _now = () => timeProvider.GetElapsedTime(begin);
    }

    internal History(Func<TimeSpan> now) => _now = now;

    /// <summary>All operations, in the order of their invocations.</summary>
    public IReadOnlyList<HistoryOperation> Operations => _operations;

    /// <summary>All that was held, in the order of beginning.</summary>
    public IReadOnlyList<Holding> Holdings => _holdings;

    /// <summary>What watch streams yielded.</summary>
    public IReadOnlyList<ObservedStream> Streams => _streams;

    /// <summary>Records that an operation begins; tell what is returned what came of it.</summary>
    /// <param name="process">Who invokes it.</param>
    /// <param name="key">What it is about.</param>
    /// <param name="input">What is asked.</param>
    public HistoryOperation Invoke(string process, string key, object input)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(input);
        lock (_lock)
        {
            (TimeSpan at, long index) = Tick();
            var operation = new HistoryOperation(this, process, key, input) { InvokedAt = at, InvokedIndex = index };
            _operations.Add(operation);
            return operation;
        }
    }

    /// <summary>
    /// Records that a process holds a lease from now on, until the holding is disposed or the lease no longer proven.
    /// </summary>
    public Holding Hold(string process, string resource, ILease lease)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return Hold(process, resource, lease.FencingToken, () => lease.IsHeld);
    }

    /// <summary>Records that a process holds a resource from now on.</summary>
    /// <param name="process">Who.</param>
    /// <param name="resource">What.</param>
    /// <param name="fencingToken">The token of the grant.</param>
    /// <param name="isHeld">
    /// Whether it is still proven, by the process's own clock: asked whenever anything is recorded, under the history's
    /// lock; it must record nothing itself.
    /// </param>
    public Holding Hold(string process, string resource, long fencingToken, Func<bool> isHeld)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(isHeld);
        lock (_lock)
        {
            TimeSpan now = Tick().At;
            var holding = new Holding(this, process, resource, fencingToken, isHeld) { From = now };
            _holdings.Add(holding);
            List<Holding> open = OpenHoldings(resource);
            open.Add(holding);
            Look(open, now);
            return holding;
        }
    }

    /// <summary>Tells how far the ensemble has come, where somebody knows.</summary>
    internal Func<Zxid>? LastZxid { get; set; }

    internal ObservedStream Observe(string process, string path, bool isRecursive)
    {
        var stream = new ObservedStream(process, path, isRecursive, LastZxid);
        lock (_lock)
            _streams.Add(stream);
        return stream;
    }

    internal void End(Holding holding)
    {
        lock (_lock)
        {
            holding.EndAt(Tick().At);
            if (!_open.TryGetValue(holding.Resource, out List<Holding>? open))
                return; // Given back before.
            open.Remove(holding);
            if (open.Count == 0)
                _open.Remove(holding.Resource);
        }
    }

    /// <summary>
    /// Every holding that was seen proven, in the order in which they first were: what was lost before its holder knew
    /// of it never was a grant.
    /// </summary>
    internal IReadOnlyList<Holding> Grants => _grants;

    internal void AddGrant(Holding holding) => _grants.Add(holding);

    /// <summary>
    /// Takes the next place in the order, and looks at what is held: whoever uses what it holds records something
    /// meanwhile, so that two users are seen even where neither begins to hold while the other does.
    /// </summary>
    internal (TimeSpan At, long Index) Tick()
    {
        lock (_lock)
        {
            TimeSpan now = _now();
            foreach (List<Holding> open in _open.Values)
                Look(open, now);
            return (now, _index++);
        }
    }

    private static void Look(List<Holding> open, TimeSpan now)
    {
        Holding? other = null;
        foreach (Holding holding in open)
        {
            if (!holding.IsProven(now))
                continue;
            if (other is not null)
                holding.Overlaps ??= other;
            other ??= holding;
        }
    }

    private List<Holding> OpenHoldings(string resource)
    {
        if (!_open.TryGetValue(resource, out List<Holding>? open))
            _open[resource] = open = [];
        return open;
    }
}
