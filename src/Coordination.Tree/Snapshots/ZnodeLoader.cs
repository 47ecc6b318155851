using Coordination.Tree.Znodes;

namespace Coordination.Tree.Snapshots;

/// <summary>Reads znodes and puts each under its parent, which is the last one read that is one level higher.</summary>
internal sealed class ZnodeLoader
{
    // The slots of the last znode read and of its ancestors, by depth.
    private readonly List<int> _line = [];
    private readonly List<int> _aclIds = [];

    public int Count { get; private set; }

    public void Load(ref RecordReader record, TreeState state)
    {
        int depth = record.Count(Math.Min(_line.Count, SnapshotFormat.MostDepth), "the depth of a znode");
        string name = record.Text(SnapshotFormat.MostTextBytes, "the length of a name");
        ReadOnlySpan<byte> data = record.Bytes(SnapshotFormat.MostDataBytes, "the length of data");
        var times =
            new Times(record.Int64(), record.Int64(), record.Int64(), record.Int64(), record.Int32("a version"));
        int aclNumber = record.Count(_aclIds.Count, "the number of an ACL");
        IReadOnlyList<Acl>? newAcl = aclNumber == _aclIds.Count ? ReadAcl(ref record) : null;
        Extension? extension = ReadExtension(ref record);
        if (!record.IsBad && FaultOf(name, depth, state) is { } fault)
            record.Fail(fault);
        if (record.IsBad)
            return;

        if (newAcl is not null)
            _aclIds.Add(state.Acls.Intern(newAcl));
        int parentSlot = depth == 0 ? ZnodeStore.RootSlot : _line[depth - 1];
        ulong pathHash = depth == 0
            ? PathHash.Root(state.Settings.PathSeed)
            : PathHash.Child(state.Store[parentSlot].PathHash, name);
        var birth = new ZnodeBirth(pathHash, parentSlot, _aclIds[aclNumber], times.Czxid, times.CtimeMs);
        Place(Make(name, data, birth, times, extension), depth, state.Store);
    }

    private void Place(Znode znode, int depth, ZnodeStore store)
    {
        int slot = ZnodeStore.RootSlot;
        if (depth == 0)
            store.Plant(znode);
        else
            slot = LinkBelowParent(znode, store);
        _line.RemoveRange(depth, _line.Count - depth);
        _line.Add(slot);
        Count++;
    }

    private static int LinkBelowParent(Znode znode, ZnodeStore store)
    {
        Znode parent = store[znode.ParentSlot];
        if (parent.Children is null)
            store.Replace(znode.ParentSlot, ExtendedZnode.From(parent) with { Children = new ChildTable() });
        return store.Link(znode);
    }

    private string? FaultOf(string name, int depth, TreeState state)
    {
        if (depth == 0)
            return Count > 0 || name.Length > 0 ? "there is a second root, or the root has a name" : null;
        if (ZPathRules.FindFault("/" + name) is { } fault || name.Contains('/'))
            return "a name is not valid";
        return state.Store.FindChild(state.Store[_line[depth - 1]], name, out _) is not null
            ? $"the name '{name}' is there twice"
            : null;
    }

    private static Znode Make(
        string name, ReadOnlySpan<byte> data, in ZnodeBirth birth, in Times times, Extension? extension) =>
        extension is { } more
        ? new ExtendedZnode(name, data, birth)
        {
            Mzxid = times.Mzxid,
            MtimeMs = times.MtimeMs,
            Version = times.Version,
            Pzxid = more.Pzxid,
            Creates = more.Creates,
            Aversion = more.Aversion,
            Kind = more.Kind,
            Owner = more.Owner,
        }
        : new Znode(name, data, birth) { Mzxid = times.Mzxid, MtimeMs = times.MtimeMs, Version = times.Version };

    private static Extension? ReadExtension(ref RecordReader record)
    {
        if (!record.Flag("whether a znode is more than plain"))
            return null;

        long pzxid = record.Int64();
        int creates = record.Int32("a number of creates");
        int aversion = record.Int32("an ACL version");
        byte kind = record.Byte();
        if (kind > (byte)ZnodeKind.Ttl)
            record.Fail("a znode is of an unknown kind");
        return new Extension(pzxid, creates, aversion, (ZnodeKind)kind, record.Int64());
    }

    private static IReadOnlyList<Acl> ReadAcl(ref RecordReader record)
    {
        int count = record.Count(SnapshotFormat.MostAclEntries, "the number of entries of an ACL");
        var acl = new List<Acl>();
        for (int i = 0; i < count && !record.IsBad; i++)
        {
            var permissions = (Permissions)record.Int32("permissions");
            string scheme = record.Text(SnapshotFormat.MostTextBytes, "a scheme");
            acl.Add(new Acl(permissions, new AuthId(scheme, record.Text(SnapshotFormat.MostTextBytes, "an id"))));
        }

        return acl.AsReadOnly();
    }

    private readonly record struct Times(long Czxid, long Mzxid, long CtimeMs, long MtimeMs, int Version);

    private readonly record struct Extension(long Pzxid, int Creates, int Aversion, ZnodeKind Kind, long Owner);
}
