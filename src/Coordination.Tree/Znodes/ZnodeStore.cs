using Coordination.Tree.Security;

namespace Coordination.Tree.Znodes;

/// <summary>
/// The znodes and what is derived from them: children, ephemerals by session, candidates for reaping, totals and
/// digest. It changes in three steps only, each with an exact inverse, so that all of it stays in step and a multi that
/// fails is undone by walking its journal backwards.
/// </summary>
internal sealed class ZnodeStore
{
    public const int RootSlot = 0;

    private readonly ZnodeSlots _slots = new();
    private readonly AclTable _acls;
    private readonly ZnodeDigest _digest;
    private readonly PathCache _found = new();

    private ZnodeJournal? _journal;

    public ZnodeStore(AclTable acls)
    {
        _acls = acls;
        _digest = new ZnodeDigest(acls);
    }

    public EphemeralIndex Ephemerals { get; } = new();

    public ReapableIndex Reapable { get; } = new();

    /// <summary>Znodes, the root and the reserved ones included.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of names and data.</summary>
    public long ContentBytes { get; private set; }

    /// <summary>The sum of the digests of all znodes.</summary>
    public UInt128 Digest { get; private set; }

    public Znode Root => _slots[RootSlot];

    public Znode this[int slot] => _slots[slot];

    /// <summary>The znode at a path, with its slot; null where there is none.</summary>
    public Znode? Find(ZPath path, out int slot)
    {
        ulong pathHash = PathHash.Of(Root.PathHash, path);
        if (_found.TryFind(pathHash, path.Value, out slot))
            return _slots[slot];

        Znode? znode = Walk(path.Value, out slot);
        if (znode is not null)
            _found.Add(znode.PathHash, path.Value, slot);
        return znode;
    }

    /// <summary>As <see cref="Find"/>, name by name from the root down. The empty path is the root too.</summary>
    public Znode? Walk(ReadOnlySpan<char> path, out int slot)
    {
        slot = RootSlot;
        Znode znode = Root;
        if (path.Length <= 1)
            return znode;

        ReadOnlySpan<char> rest = path[1..];
        while (true)
        {
            int slash = rest.IndexOf('/');
            ReadOnlySpan<char> name = slash < 0 ? rest : rest[..slash];
            if (FindChild(znode, name, out slot) is not { } child)
                return null;
            if (slash < 0)
                return child;
            znode = child;
            rest = rest[(slash + 1)..];
        }
    }

    public Znode? FindChild(Znode parent, ReadOnlySpan<char> name, out int slot) =>
        FindChild(parent, PathHash.Child(parent.PathHash, name), name, out slot);

    public Znode? FindChild(Znode parent, ulong pathHash, ReadOnlySpan<char> name, out int slot)
    {
        slot = RootSlot;
        Znode? child = null;
        if (parent.Children is { } children)
            slot = children.Find(_slots, pathHash, name, out child);
        return child;
    }

    /// <summary>Makes the root, once.</summary>
    public void Plant(Znode root)
    {
        if (_slots.Length != 0)
            throw new InvalidOperationException("The tree has a root.");
        _slots.Take(root);
        CountIn(RootSlot, root);
    }

    /// <summary>Puts a new znode under its parent, whose record has its table of children already.</summary>
    public int Link(Znode znode)
    {
        int slot = _slots.Take(znode);
        ChildrenOf(znode).Add(znode.PathHash, slot);
        CountIn(slot, znode);
        _found.MakeRoomFor(Count);
        _journal?.Linked(slot);
        return slot;
    }

    /// <summary>Takes a znode without children out.</summary>
    public void Unlink(int slot)
    {
        Znode znode = _slots[slot];
        CountOut(slot, znode);
        ChildrenOf(znode).Remove(znode.PathHash, slot);
        _found.Remove(znode.PathHash, slot);
        _slots.Free(slot);
        _journal?.Unlinked(znode);
    }

    /// <summary>Puts the next record of a znode in place.</summary>
    public void Replace(int slot, Znode next)
    {
        Znode previous = _slots[slot];
        _slots.Replace(slot, next);
        Digest += _digest.Difference(previous, next);
        ContentBytes += next.Content.Length - previous.Content.Length;
        if (previous.AclId != next.AclId)
        {
            _acls.Retain(next.AclId);
            _acls.Release(previous.AclId);
        }

        _journal?.Replaced(slot, previous);
    }

    /// <summary>From here on every step can be taken back.</summary>
    public void Begin(ZnodeJournal journal) => _journal = journal;

    /// <summary>The steps since <see cref="Begin"/> stand.</summary>
    public void Commit()
    {
        _journal?.Clear();
        _journal = null;
    }

    /// <summary>Takes back all steps since <see cref="Begin"/>, the last first.</summary>
    public void RollBack()
    {
        if (_journal is not { } journal)
            return;

        _journal = null;
        journal.TakeBack(this);
        journal.Clear();
    }

    /// <summary>The path of the znode in a slot.</summary>
    public ZPath PathOf(int slot)
    {
        int length = 0;
        for (int s = slot; s != RootSlot; s = _slots[s].ParentSlot)
            length += _slots[s].NameLength + 1;
        if (length == 0)
            return ZPath.Root;

        return ZPath.Trusted(string.Create(length, (this, slot), static (text, from) =>
        {
            (ZnodeStore store, int at) = from;
            for (int end = text.Length; at != RootSlot; at = store[at].ParentSlot)
            {
                Znode znode = store[at];
                int start = end - znode.NameLength;
                znode.CopyNameTo(text[start..end]);
                text[start - 1] = '/';
                end = start - 1;
            }
        }));
    }

    /// <summary>The names of a znode's children.</summary>
    public string[] NamesOfChildren(Znode znode)
    {
        if (znode.Children is not { } children)
            return [];

        int[] slots = new int[children.Count];
        children.CopyTo(slots);
        string[] names = new string[slots.Length];
        for (int i = 0; i < names.Length; i++)
            names[i] = _slots[slots[i]].NameText;
        return names;
    }

    /// <summary>How many znodes stand at and below one, and the bytes of their data.</summary>
    public (long Znodes, long DataBytes) MeasureFrom(Znode top)
    {
        long znodes = 0;
        long bytes = 0;
        var waiting = new Stack<Znode>([top]);
        while (waiting.TryPop(out Znode? znode))
        {
            znodes++;
            bytes += znode.DataLength;
            if (znode.Children is not { } children)
                continue;

            int[] slots = new int[children.Count];
            children.CopyTo(slots);
            foreach (int slot in slots)
                waiting.Push(_slots[slot]);
        }

        return (znodes, bytes);
    }

    /// <summary>How many znodes stand below one.</summary>
    public int CountBelow(Znode top) => ReferenceEquals(top, Root) ? Count - 1 : (int)MeasureFrom(top).Znodes - 1;

    /// <summary>Slots in use, and free ones below the highest ever used.</summary>
    public int SlotCount => _slots.Length;

    public Znode?[][] Capture() => _slots.Capture();

    // Not null: whoever has a child has a table of children.
    private ChildTable ChildrenOf(Znode child) => _slots[child.ParentSlot].Children!;

    private void CountIn(int slot, Znode znode)
    {
        Count++;
        ContentBytes += znode.Content.Length;
        Digest += _digest.Of(znode);
        _acls.Retain(znode.AclId);
        if (znode.Kind == ZnodeKind.Ephemeral)
            Ephemerals.Add(znode.Owner, slot);
        else if (znode.Kind != ZnodeKind.Persistent)
            Reapable.Add(slot);
    }

    private void CountOut(int slot, Znode znode)
    {
        Count--;
        ContentBytes -= znode.Content.Length;
        Digest -= _digest.Of(znode);
        _acls.Release(znode.AclId);
        if (znode.Kind == ZnodeKind.Ephemeral)
            Ephemerals.Remove(znode.Owner, slot);
        else if (znode.Kind != ZnodeKind.Persistent)
            Reapable.Remove(slot);
    }
}
