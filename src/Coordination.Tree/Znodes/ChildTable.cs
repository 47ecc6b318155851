using System.Runtime.CompilerServices;

namespace Coordination.Tree.Znodes;

/// <summary>
/// The children of one znode: an open-addressed hash table of slots. An entry holds the upper half of the child's path
/// hash beside its slot, so that a probe looks at a znode only when it is very likely the one, and growing looks at
/// none.
/// </summary>
internal sealed class ChildTable
{
    private const int SmallestCapacity = 4;

    // Upper half: upper half of the path hash. Lower half: the slot. The root, in slot 0, is nobody's child, so 0 is a
    // free entry.
    private ulong[] _entries = new ulong[SmallestCapacity];

    public int Count { get; private set; }

    /// <summary>The child's slot; 0 where there is none of that name.</summary>
    public int Find(ZnodeSlots slots, ulong pathHash, ReadOnlySpan<char> name, out Znode? child)
    {
        ulong[] entries = _entries;
        uint tag = (uint)(pathHash >> 32);
        for (int i = Home(tag, entries.Length); ; i = Next(i, entries.Length))
        {
            ulong entry = entries[i];
            if (entry == 0)
                break;
            if ((uint)(entry >> 32) != tag)
                continue;

            child = slots[(int)(uint)entry];
            if (child.PathHash == pathHash && child.IsNamed(name))
                return (int)(uint)entry;
        }

        child = null;
        return 0;
    }

    public void Add(ulong pathHash, int slot)
    {
        // At most 4 of 5 entries are taken: probes stay short and there is always a free one to end them.
        if ((Count + 1) * 5L > _entries.Length * 4L)
            Resize(_entries.Length + Math.Max(_entries.Length / 2, 2));
        Insert(_entries, (pathHash >> 32 << 32) | (uint)slot);
        Count++;
    }

    /// <summary>Takes a child out that is in.</summary>
    public void Remove(ulong pathHash, int slot)
    {
        ulong[] entries = _entries;
        ulong sought = (pathHash >> 32 << 32) | (uint)slot;
        int hole = Home((uint)(pathHash >> 32), entries.Length);
        while (entries[hole] != sought)
            hole = Next(hole, entries.Length);

        CloseHole(entries, hole);
        Count--;
        if (entries.Length > SmallestCapacity && Count * 5 < entries.Length)
            Resize(Math.Max(SmallestCapacity, Count * 2));
    }

    /// <summary>The slots of all children, in no particular order.</summary>
    public void CopyTo(Span<int> slots)
    {
        int written = 0;
        foreach (ulong entry in _entries)
        {
            if (entry != 0)
                slots[written++] = (int)(uint)entry;
        }
    }

    // Entries behind a hole move into it unless that would put them before their home: no tombstones, so lookups never
    // slow down.
    private static void CloseHole(ulong[] entries, int hole)
    {
        int i = hole;
        while (true)
        {
            i = Next(i, entries.Length);
            ulong entry = entries[i];
            if (entry == 0)
                break;

            int home = Home((uint)(entry >> 32), entries.Length);
            bool homeIsBehindHole = hole <= i ? home > hole && home <= i : home > hole || home <= i;
            if (homeIsBehindHole)
                continue;
            entries[hole] = entry;
            hole = i;
        }

        entries[hole] = 0;
    }

    private void Resize(int capacity)
    {
        var entries = new ulong[capacity];
        foreach (ulong entry in _entries)
        {
            if (entry != 0)
                Insert(entries, entry);
        }

        _entries = entries;
    }

    private static void Insert(ulong[] entries, ulong entry)
    {
        int i = Home((uint)(entry >> 32), entries.Length);
        while (entries[i] != 0)
            i = Next(i, entries.Length);
        entries[i] = entry;
    }

    // Scales the hash into the capacity by a multiplication, so that capacities need not be powers of two.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Home(uint tag, int capacity) => (int)(((ulong)tag * (uint)capacity) >> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(int i, int capacity) => i + 1 == capacity ? 0 : i + 1;
}
