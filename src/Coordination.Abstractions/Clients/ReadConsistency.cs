namespace Coordination;

/// <summary>How fresh a read must be.</summary>
public enum ReadConsistency
{
    /// <summary>
    /// In the order of the session, from the serving replica: never older than what this client has seen, perhaps older
    /// than what others have.
    /// </summary>
    Sequential,

    /// <summary>
    /// At least as new as everything completed anywhere before the call; costs a round trip to the leader.
    /// </summary>
    Linearizable,
}
