namespace Coordination.Recipes.Locks;

/// <summary>Somebody in line for a lock.</summary>
/// <param name="Path">Its znode.</param>
/// <param name="Id">Who it says it is.</param>
/// <param name="IsHolder">Whether it holds the lock, or a permit, now; else it waits.</param>
/// <param name="Since">When it entered the line, by the ensemble's clock.</param>
/// <param name="FencingToken">The token that it has, or will have when it is granted the lock.</param>
/// <param name="Session">The session it lives with.</param>
public sealed record LockContender(
    ZPath Path, string Id, bool IsHolder, DateTimeOffset Since, long FencingToken, SessionId Session);
