namespace Coordination.Testing;

/// <summary>
/// A set of indices that fills up from the front: everything before the first missing one, and a few after it. So a
/// snapshot is that index and a few bits, whatever the size.
/// </summary>
internal sealed class PlacedSet(int size)
{
    private readonly bool[] _placed = new bool[size];
    private int _end; // No index from here on is in the set.

    public int Count { get; private set; }

    public int FirstMissing { get; private set; }

    public bool Contains(int index) => _placed[index];

    public void Add(int index)
    {
        _placed[index] = true;
        Count++;
        _end = Math.Max(_end, index + 1);
        while (FirstMissing < _end && _placed[FirstMissing])
            FirstMissing++;
    }

    public void Remove(int index)
    {
        _placed[index] = false;
        Count--;
        FirstMissing = Math.Min(FirstMissing, index);
        while (_end > FirstMissing && !_placed[_end - 1])
            _end--;
        _end = Math.Max(_end, FirstMissing);
    }

    public PlacedSetSnapshot Snapshot()
    {
        const int Bits = 64;
        int beyond = _end - FirstMissing;
        var words = beyond <= 0 ? [] : new ulong[(beyond + Bits - 1) / Bits];
        for (int i = FirstMissing; i < _end; i++)
        {
            if (_placed[i])
                words[(i - FirstMissing) / Bits] |= 1UL << ((i - FirstMissing) % Bits);
        }

        return new PlacedSetSnapshot(FirstMissing, words);
    }
}
