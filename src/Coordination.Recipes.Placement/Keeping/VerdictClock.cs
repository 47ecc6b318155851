using Coordination.Internal;

namespace Coordination.Recipes.Placement;

/// <summary>
/// Since when each verdict is wanted, and which are due. A verdict whose evidence changes begins anew: a device that
/// came back and went again has its whole grace before it.
/// </summary>
internal sealed class VerdictClock(PlacementOptions options, TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();
    private Dictionary<Verdict, long> _since = [];

    /// <param name="wanted">All verdicts that are wanted now.</param>
    /// <param name="rank">How many members act before this one.</param>
    /// <param name="own">Devices of this process: of these it takes care even where others should.</param>
    /// <param name="next">How long until the next becomes due; null: none will by itself.</param>
    /// <returns>Those that are due, the longest wanted first.</returns>
    public List<Verdict> Due(
        IEnumerable<Verdict> wanted, int rank, IReadOnlySet<int> own, out TimeSpan? next)
    {
        long now = clock.GetTimestamp();
        var since = new Dictionary<Verdict, long>();
        List<Verdict> due = [];
        next = null;
        foreach (Verdict verdict in wanted)
        {
            since[verdict] = _since.GetValueOrDefault(verdict, now);
            TimeSpan left = DelayOf(verdict, rank, own) - clock.GetElapsedTime(Beginning(since[verdict]), now);
            if (left <= TimeSpan.Zero)
                due.Add(verdict);
            else if (next is null || left < next)
                next = left;
        }

        _since = since;
        due.Sort((a, b) => (since[a], a.Device).CompareTo((since[b], b.Device)));
        return due;
    }

    private long Beginning(long since) => PlantedBugs.IsOn(PlantedPlacementBugs.GraceFromStart) ? _start : since;

    private TimeSpan DelayOf(Verdict verdict, int rank, IReadOnlySet<int> own)
    {
        TimeSpan turn = options.Stagger * (own.Contains(verdict.Device) ? Math.Min(rank, 1) : rank);
        return verdict.Kind == VerdictKind.Out ? options.Grace + turn : turn;
    }
}
