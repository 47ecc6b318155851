namespace Coordination.Tree.Znodes;

/// <summary>What both shapes of a znode answer, without a virtual call.</summary>
internal static class ZnodeExtensions
{
    extension(Znode znode)
    {
        public ZnodeKind Kind => znode is ExtendedZnode extended ? extended.Kind : ZnodeKind.Persistent;

        public ChildTable? Children => (znode as ExtendedZnode)?.Children;

        public int NumChildren => znode is ExtendedZnode { Children: { } children } ? children.Count : 0;

        public int Creates => znode is ExtendedZnode extended ? extended.Creates : 0;

        public int Aversion => znode is ExtendedZnode extended ? extended.Aversion : 0;

        public long Pzxid => znode is ExtendedZnode extended ? extended.Pzxid : znode.Czxid;

        public long Owner => znode is ExtendedZnode extended ? extended.Owner : 0;

        public Stat Stat => znode is ExtendedZnode extended ? StatOf(extended) : StatOfPlain(znode);
    }

    private static Stat StatOfPlain(Znode znode) => new(
        new Zxid(znode.Czxid), new Zxid(znode.Mzxid), znode.CtimeMs, znode.MtimeMs, znode.Version, Cversion: 0,
            Aversion: 0, SessionId.None,
        znode.DataLength, NumChildren: 0, Pzxid: new Zxid(znode.Czxid));

    private static Stat StatOf(ExtendedZnode znode)
    {
        int children = znode.Children?.Count ?? 0;
        return new Stat(
            new Zxid(znode.Czxid),
            new Zxid(znode.Mzxid),
            znode.CtimeMs,
            znode.MtimeMs,
            znode.Version,
            // Creates and deletions, told from creates and what is left (DataNode.copyStat); it wraps as Java's int
            // does.
            unchecked((znode.Creates * 2) - children),
            znode.Aversion,
            // Owners of containers and times to live are not shown to clients (DataNode.getClientEphemeralOwner).
            znode.Kind == ZnodeKind.Ephemeral ? new SessionId(znode.Owner) : SessionId.None,
            znode.DataLength,
            children,
            new Zxid(znode.Pzxid));
    }
}
