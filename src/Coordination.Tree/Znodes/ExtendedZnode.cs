namespace Coordination.Tree.Znodes;

/// <summary>
/// A znode that has had children, or lives by other rules than until it is deleted, or whose ACL was replaced.
/// </summary>
internal sealed record class ExtendedZnode : Znode
{
    public ExtendedZnode(ReadOnlySpan<char> name, ReadOnlySpan<byte> data, in ZnodeBirth birth)
        : base(name, data, birth) => Pzxid = birth.Zxid;

    private ExtendedZnode(Znode plain)
        : base(plain) => Pzxid = plain.Czxid;

    public long Pzxid { get; init; }

    /// <summary>Session id of an ephemeral znode, milliseconds of one with a time to live, else 0.</summary>
    public long Owner { get; init; }

    /// <summary>
    /// The children, null without any. Mutable, and shared by the successive records of one znode: only the newest may
    /// be asked, and a snapshot finds children by <see cref="Znode.ParentSlot"/> instead.
    /// </summary>
    public ChildTable? Children { get; init; }

    /// <summary>
    /// How often a child was created: what sequence numbers are drawn from, and ZooKeeper's stored cversion
    /// (<c>DataNode.stat.cversion</c>).
    /// </summary>
    public int Creates { get; init; }

    public int Aversion { get; init; }

    public ZnodeKind Kind { get; init; }

    public static ExtendedZnode From(Znode znode) => znode as ExtendedZnode ?? new ExtendedZnode(znode);
}
