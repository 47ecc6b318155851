using System.Runtime.CompilerServices;

namespace Coordination.Tree.Znodes;

/// <summary>
/// Where paths that were asked for lately lead. A walk from the root waits for half a dozen objects a level, one after
/// the other and scattered over the whole heap; an entry here is one line of the processor's cache. It decides nothing:
/// with it and without it a tree answers the same.
/// </summary>
/// <remarks>
/// Direct-mapped by the hash of the path. Invariant: an entry holds the path of the znode in its slot. The path of a
/// znode never changes while it has its slot, so an entry can become wrong in one way only, that the slot is given up;
/// and whoever gives it up knows, by the znode's own hash, the one entry that there can be.
/// </remarks>
internal sealed class PathCache
{
    private const int LeastEntries = 64;

    /// <summary>One megabyte; the longest paths that are kept would hold 18 more.</summary>
    private const int MostEntries = 1 << 16;

    private const int ZnodesPerEntry = 4;

    /// <summary>A path with more characters is not kept, as its text would live as long as its entry.</summary>
    private const int LongestPath = 128;

    private Entry[] _entries = new Entry[LeastEntries];

    /// <summary>The slot of a path; false where it is not known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(ulong pathHash, string path, out int slot)
    {
        ref Entry entry = ref EntryOf(pathHash);
        slot = entry.Slot;
        return entry.Path == path;
    }

    /// <summary>The znode in a slot was found at its path.</summary>
    public void Add(ulong pathHash, string path, int slot)
    {
        if (path.Length <= LongestPath)
            EntryOf(pathHash) = new Entry(path, slot);
    }

    /// <summary>The znode of that path gives up its slot.</summary>
    public void Remove(ulong pathHash, int slot)
    {
        ref Entry entry = ref EntryOf(pathHash);
        if (entry.Slot == slot)
            entry = default;
    }

    /// <summary>Grows with the tree, so that a small tree has a small one, and reading allocates nothing.</summary>
    public void MakeRoomFor(int znodes)
    {
        if (znodes / ZnodesPerEntry > _entries.Length && _entries.Length < MostEntries)
            _entries = new Entry[2 * _entries.Length];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Entry EntryOf(ulong pathHash) => ref _entries[(int)pathHash & (_entries.Length - 1)];

    private readonly record struct Entry(string? Path, int Slot);
}
