using System.Runtime.CompilerServices;

namespace Coordination.Tree.Znodes;

/// <summary>
/// Where the znodes stand: a table of slots in pages, so that growing copies no znode and never needs both an old and a
/// new table. Capturing shares the pages; the first write into a shared page replaces it by a copy, so that what was
/// captured stays.
/// </summary>
internal sealed class ZnodeSlots
{
    private const int PageBits = 10;
    private const int PageSize = 1 << PageBits;

    // Pages beyond the highest slot ever used are null.
    private Znode?[][] _pages = [];
    private bool[] _shared = [];
    private int[] _free = [];
    private int _freeCount;

    /// <summary>Slots in use and free ones below the highest ever used.</summary>
    public int Length { get; private set; }

    /// <summary>The znode in a slot that is in use.</summary>
    public Znode this[int slot]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _pages[slot >> PageBits][slot & (PageSize - 1)]!; // Not null: the slot is in use.
    }

    public int Take(Znode znode)
    {
        int slot = _freeCount > 0 ? _free[--_freeCount] : Extend();
        Put(slot, znode);
        return slot;
    }

    public void Replace(int slot, Znode znode) => Put(slot, znode);

    /// <summary>Frees a slot; the next one taken is this one.</summary>
    public void Free(int slot)
    {
        Put(slot, null);
        if (_freeCount == _free.Length)
            Array.Resize(ref _free, Math.Max(16, _free.Length * 2));
        _free[_freeCount++] = slot;
    }

    /// <summary>The pages as they are now; they never change.</summary>
    public Znode?[][] Capture()
    {
        _shared.AsSpan().Fill(true);
        return _pages.AsSpan(0, (Length + PageSize - 1) >> PageBits).ToArray();
    }

    /// <summary>What a slot of captured pages holds; null where it was free.</summary>
    public static Znode? Look(Znode?[][] pages, int slot) => pages[slot >> PageBits][slot & (PageSize - 1)];

    private void Put(int slot, Znode? znode)
    {
        int page = slot >> PageBits;
        if (_shared[page])
        {
            _pages[page] = _pages[page].AsSpan().ToArray();
            _shared[page] = false;
        }

        _pages[page][slot & (PageSize - 1)] = znode;
    }

    private int Extend()
    {
        int page = Length >> PageBits;
        if (page == _pages.Length)
        {
            Array.Resize(ref _pages, Math.Max(4, page * 2));
            Array.Resize(ref _shared, _pages.Length);
        }

        _pages[page] ??= new Znode?[PageSize];
        return Length++;
    }
}
