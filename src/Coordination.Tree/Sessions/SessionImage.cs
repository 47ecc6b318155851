namespace Coordination.Tree.Sessions;

/// <summary>A session as it stood after one command.</summary>
/// <param name="Record">The session.</param>
/// <param name="LastXid">The greatest number under which something was applied.</param>
/// <param name="Kept">The answers it is still owed, in the order of their numbers.</param>
internal readonly record struct SessionImage(SessionRecord Record, int LastXid, KeptAnswer[] Kept);
