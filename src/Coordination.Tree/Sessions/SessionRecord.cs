namespace Coordination.Tree.Sessions;

/// <summary>A session as the ensemble has agreed on it. Immutable; attaching puts another in its place.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Password">What proves its ownership.</param>
/// <param name="TimeoutMs">After how long without a sign it is nominated for expiry, milliseconds.</param>
/// <param name="Attach">
/// How often it was attached, its creation included: requests of an older attachment are refused.
/// </param>
/// <param name="Replica">The replica that serves it.</param>
/// <param name="RemembersAnswers">Whether its answers are kept until acknowledged.</param>
public sealed record SessionRecord(
    SessionId Id,
    SessionPassword Password,
    int TimeoutMs,
    int Attach,
    byte Replica,
    bool RemembersAnswers);
