namespace Coordination.Watches;

/// <summary>A znode that was there when it was listed.</summary>
/// <param name="Path">The ensemble's path.</param>
/// <param name="Stat">Its stat; null where the client may not read it.</param>
internal readonly record struct ListedZnode(ZPath Path, Stat? Stat);
