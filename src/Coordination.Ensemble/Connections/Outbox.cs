using Coordination.Internal;

namespace Coordination.Ensemble.Connections;

/// <summary>
/// What waits for one connection to take it. Filled inside the ensemble's exclusion; a batch that was taken belongs
/// to the one posted item that delivers it.
/// </summary>
internal sealed class Outbox
{
    /// <summary>An empty array longer than this is let go of.</summary>
    private const int KeptLength = 1_024;

    private OutboundItem[] _filling = [];
    private OutboundItem[] _batch = [];
    private int _next;
    private int _end;

    /// <summary>Items that no batch has taken yet.</summary>
    public int Count { get; private set; }

    /// <summary>Whether somebody delivers or is about to. Always so while there is something to deliver.</summary>
    public bool IsScheduled { get; set; }

    public void Add(in OutboundItem item)
    {
        if (Count == _filling.Length)
            Array.Resize(ref _filling, Math.Max(2, 2 * Count));
        _filling[Count++] = item;
        if (PlantedBugs.IsOn(PlantedBugs.EventAfterAnswer) && Count > 1 && _filling[Count - 2].Body is WatchEvent)
            (_filling[Count - 1], _filling[Count - 2]) = (_filling[Count - 2], _filling[Count - 1]);
    }

    /// <summary>Takes what waits, at most <paramref name="most"/>. Empty: there is nothing.</summary>
    public Span<OutboundItem> TakeBatch(int most)
    {
        if (_next == _end)
        {
            if (_batch.Length > KeptLength)
                _batch = [];
            (_batch, _filling) = (_filling, _batch);
            (_next, _end, Count) = (0, Count, 0);
        }

        int taken = Math.Min(most, _end - _next);
        Span<OutboundItem> batch = _batch.AsSpan(_next, taken);
        _next += taken;
        return batch;
    }
}
