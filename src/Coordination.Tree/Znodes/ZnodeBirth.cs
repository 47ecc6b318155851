namespace Coordination.Tree.Znodes;

/// <summary>What a znode is given when it is created, besides name and data.</summary>
/// <param name="PathHash">The hash of its path.</param>
/// <param name="ParentSlot">Its parent; 0 for the root as well.</param>
/// <param name="AclId">Its ACL.</param>
/// <param name="Zxid">The change that creates it.</param>
/// <param name="TimeMs">When, milliseconds since the Unix epoch.</param>
internal readonly record struct ZnodeBirth(ulong PathHash, int ParentSlot, int AclId, long Zxid, long TimeMs);
