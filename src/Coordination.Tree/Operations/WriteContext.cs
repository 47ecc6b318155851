using Coordination.Tree.Commands;
using Coordination.Tree.Security;

namespace Coordination.Tree.Operations;

/// <summary>
/// What an operation may depend on besides the tree and its request, and where it says what it changed.
/// </summary>
internal readonly struct WriteContext(in Command command, List<Change> changes)
{
    public Zxid Zxid { get; } = command.Zxid;

    public long TimeMs { get; } = command.TimeMs;

    public SessionId Session { get; } = command.Session;

    public Identities Caller { get; } = command.Caller;

    /// <summary>How many changes were reported so far.</summary>
    public int Reported => changes.Count;

    /// <summary>
    /// Says what was changed, and the ACLs by which it is decided who learns of it: null for the open one.
    /// </summary>
    public void Report(WatchEventType type, ZPath path, IReadOnlyList<Acl>? acl, IReadOnlyList<Acl>? parentAcl) =>
        changes.Add(new Change(Zxid, type, path, acl, parentAcl));

    /// <summary>Takes back what was reported after the first <paramref name="kept"/>.</summary>
    public void TakeBackReports(int kept) => changes.RemoveRange(kept, changes.Count - kept);
}
