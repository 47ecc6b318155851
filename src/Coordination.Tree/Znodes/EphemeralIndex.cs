namespace Coordination.Tree.Znodes;

/// <summary>The slots of the ephemeral znodes of each session that has any.</summary>
internal sealed class EphemeralIndex
{
    private readonly Dictionary<long, HashSet<int>> _bySession = [];

    /// <summary>Ephemeral znodes in all.</summary>
    public int Count { get; private set; }

    public void Add(long session, int slot)
    {
        if (!_bySession.TryGetValue(session, out HashSet<int>? slots))
            _bySession.Add(session, slots = []);
        slots.Add(slot);
        Count++;
    }

    public void Remove(long session, int slot)
    {
        HashSet<int> slots = _bySession[session];
        slots.Remove(slot);
        Count--;
        if (slots.Count == 0)
            _bySession.Remove(session);
    }

    /// <summary>The slots of a session's ephemeral znodes, in no particular order.</summary>
    public int[] Of(long session) => _bySession.TryGetValue(session, out HashSet<int>? slots) ? [.. slots] : [];
}
