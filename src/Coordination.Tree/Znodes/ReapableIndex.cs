namespace Coordination.Tree.Znodes;

/// <summary>
/// The slots of the containers and of the znodes with a time to live, and how far a round through them has come. Rounds
/// are no part of the state: which znode is looked at next changes no outcome.
/// </summary>
internal sealed class ReapableIndex
{
    private readonly List<int> _slots = [];
    private readonly Dictionary<int, int> _places = [];

    // What is behind it is still to be looked at in this round.
    private int _next;

    public void Add(int slot)
    {
        _places.Add(slot, _slots.Count);
        _slots.Add(slot);
    }

    /// <summary>
    /// Takes a slot out; the last one takes its place, and is looked at in the next round at the latest.
    /// </summary>
    public void Remove(int slot)
    {
        _places.Remove(slot, out int place);
        int last = _slots[^1];
        _slots.RemoveAt(_slots.Count - 1);
        if (last == slot)
            return;

        _slots[place] = last;
        _places[last] = place;
    }

    /// <summary>The next slot of this round; false at its end, whereupon another begins.</summary>
    public bool TryNext(out int slot)
    {
        bool found = _next < _slots.Count;
        slot = found ? _slots[_next] : 0;
        _next = found ? _next + 1 : 0;
        return found;
    }
}
