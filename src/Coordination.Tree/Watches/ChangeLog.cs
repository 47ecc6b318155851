using Coordination.Tree.Commands;

namespace Coordination.Tree.Watches;

/// <summary>
/// The latest changes, bounded in number and size, from which persistent watches are given what they missed across a
/// reconnect (RAFT.md §6.6). One per serving process; neither replicated nor in a snapshot.
/// </summary>
public sealed class ChangeLog
{
    /// <summary>Changes kept by default.</summary>
    public const int DefaultChanges = 100_000;

    /// <summary>Bytes kept by default: 16 MiB.</summary>
    public const long DefaultBytes = 16 << 20;

    /// <summary>
    /// What one change costs besides the characters of its path: its place in the ring and the string's header.
    /// </summary>
    private const int OverheadBytes = 80;

    private readonly int _mostChanges;
    private readonly long _mostBytes;

    // A ring whose length is a power of two; it grows up to the limit and never shrinks.
    private Change[] _ring = new Change[64];
    private int _first;
    private long _bytes;

    /// <summary>Makes an empty log.</summary>
    /// <param name="since">Where the tree stands: from here on nothing is missing.</param>
    /// <param name="mostChanges">Changes to keep; 0 keeps none.</param>
    /// <param name="mostBytes">Bytes to keep, paths counted at two bytes a character.</param>
    public ChangeLog(Zxid since, int mostChanges = DefaultChanges, long mostBytes = DefaultBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mostChanges);
        ArgumentOutOfRangeException.ThrowIfNegative(mostBytes);
        CompleteAbove = since;
        _mostChanges = mostChanges;
        _mostBytes = mostBytes;
    }

    /// <summary>How many changes it holds.</summary>
    public int Count { get; private set; }

    /// <summary>It holds every change above this zxid; of this one and those below it some are gone.</summary>
    public Zxid CompleteAbove { get; private set; }

    /// <summary>A change it holds; 0 is the oldest.</summary>
    public ref readonly Change this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
            return ref _ring[(_first + index) & (_ring.Length - 1)];
        }
    }

    /// <summary>Adds a change, whose zxid must not be below that of the last one; the oldest give way.</summary>
    public void Add(in Change change)
    {
        if (Count == _ring.Length)
            Grow();
        _ring[(_first + Count++) & (_ring.Length - 1)] = change;
        _bytes += Cost(change);
        while (Count > _mostChanges || _bytes > _mostBytes)
            DropOldest();
    }

    /// <summary>
    /// Finds what came after a zxid: the changes from <paramref name="first"/> to the end. False where the log does
    /// not reach back that far.
    /// </summary>
    public bool TryReplay(Zxid after, out int first)
    {
        first = Count;
        if (after < CompleteAbove)
            return false;

        int low = 0;
        while (low < first)
        {
            int middle = (low + first) / 2;
            if (this[middle].Zxid > after)
                first = middle;
            else
                low = middle + 1;
        }

        return true;
    }

    private static int Cost(in Change change) => OverheadBytes + 2 * change.Path.Value.Length;

    private void DropOldest()
    {
        ref Change oldest = ref _ring[_first];
        CompleteAbove = oldest.Zxid;
        _bytes -= Cost(oldest);
        oldest = default;
        _first = (_first + 1) & (_ring.Length - 1);
        Count--;
    }

    private void Grow()
    {
        var larger = new Change[2 * _ring.Length];
        int toTheEnd = Math.Min(Count, _ring.Length - _first);
        Array.Copy(_ring, _first, larger, 0, toTheEnd);
        Array.Copy(_ring, 0, larger, toTheEnd, Count - toTheEnd);
        _ring = larger;
        _first = 0;
    }
}
