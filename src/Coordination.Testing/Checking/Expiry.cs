namespace Coordination.Testing;

/// <summary>A command that was to expire a session.</summary>
/// <param name="Session">Which.</param>
/// <param name="At">When it was ordered, virtual time.</param>
/// <param name="CommandIndex">Its place in the log, from 0.</param>
/// <param name="ClientThatBelieves">
/// The process whose client took the session for proven then; null where none did.
/// </param>
internal readonly record struct Expiry(SessionId Session, TimeSpan At, int CommandIndex, string? ClientThatBelieves);
