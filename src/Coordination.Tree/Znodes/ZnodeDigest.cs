using Coordination.Tree.Digests;
using Coordination.Tree.Security;

namespace Coordination.Tree.Znodes;

/// <summary>
/// A znode's share of the state digest: the sum of three terms, one per group of fields that change together, so that
/// creating a child under a parent with much data hashes none of that data. Every term carries the path's hash, so that
/// equal znodes at different paths differ.
/// </summary>
internal sealed class ZnodeDigest(AclTable acls)
{
    private const ulong DataTerm = 1;
    private const ulong ChildrenTerm = 2;
    private const ulong IdentityTerm = 3;

    public UInt128 Of(Znode znode) => DataOf(znode) + ChildrenOf(znode) + IdentityOf(znode);

    /// <summary>What is added to the digest when a record takes the place of another of the same znode.</summary>
    public UInt128 Difference(Znode before, Znode after)
    {
        UInt128 difference = 0;
        if (!ReferenceEquals(before.Content, after.Content) || before.Mzxid != after.Mzxid
            || before.Version != after.Version)
            difference += DataOf(after) - DataOf(before);
        if (before.Creates != after.Creates || before.Pzxid != after.Pzxid)
            difference += ChildrenOf(after) - ChildrenOf(before);
        if (before.AclId != after.AclId || before.Aversion != after.Aversion)
            difference += IdentityOf(after) - IdentityOf(before);
        return difference;
    }

    private static UInt128 DataOf(Znode znode)
    {
        var hash = new Hash128(znode.PathHash ^ DataTerm);
        hash.Add(znode.DataSpan);
        hash.Add(znode.Mzxid, znode.MtimeMs);
        hash.Add(znode.Version, (long)DataTerm);
        return hash.Value;
    }

    // Nothing for a znode that never had a child, whichever of the two shapes its record has.
    private static UInt128 ChildrenOf(Znode znode)
    {
        if (znode.Creates == 0 && znode.Pzxid == znode.Czxid)
            return 0;

        var hash = new Hash128(znode.PathHash ^ ChildrenTerm);
        hash.Add(znode.Pzxid, znode.Creates);
        return hash.Value;
    }

    private UInt128 IdentityOf(Znode znode)
    {
        var hash = new Hash128(znode.PathHash ^ IdentityTerm);
        hash.Add(znode.Czxid, znode.CtimeMs);
        hash.Add(znode.Owner, ((long)znode.Kind << 32) | (uint)znode.Aversion);
        hash.Add(acls.HashOf(znode.AclId), IdentityTerm);
        return hash.Value;
    }
}
