namespace Coordination.Tree.Commands;

/// <summary>What a command did to one znode: what watches are fired by and watch streams are replayed from.</summary>
/// <param name="Zxid">The command's place in the order.</param>
/// <param name="Type">
/// <see cref="WatchEventType.NodeCreated"/>, <see cref="WatchEventType.NodeDeleted"/> or
/// <see cref="WatchEventType.NodeDataChanged"/>; that the parent's children changed follows from the first two.
/// </param>
/// <param name="Path">Where.</param>
/// <param name="Acl">
/// The znode's ACL, for a deletion the one it had: who may not read the znode does not learn of the change
/// (CVE-2024-23944). Null where everybody may.
/// </param>
/// <param name="ParentAcl">
/// The parent's ACL, for those who watch the parent's children. Null where everybody may.
/// </param>
public readonly record struct Change(
    Zxid Zxid,
    WatchEventType Type,
    ZPath Path,
    IReadOnlyList<Acl>? Acl = null,
    IReadOnlyList<Acl>? ParentAcl = null);
