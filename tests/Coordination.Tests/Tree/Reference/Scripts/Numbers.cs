namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>
/// What a session puts on a write: its number, what it acknowledges, and whether it comes by an older attachment.
/// </summary>
internal readonly record struct Numbers(int Xid, int AckedXid, bool IsStale);
