namespace Coordination.Testing.Contracts;

/// <summary>What a contract case needs of the ensemble besides serving clients.</summary>
[Flags]
public enum ContractNeeds
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>Znodes with a time to live (Apache ZooKeeper: <c>extendedTypesEnabled</c>).</summary>
    TimeToLive = 1,

    /// <summary>
    /// Sessions that are silent expire, and what may be reaped is: the case waits for it, by <see
    /// cref="ContractHost.ShortTime"/>.
    /// </summary>
    Time = 2,

    /// <summary>
    /// Zxids in watch events, and missed events of persistent watches replayed (an ensemble of ours).
    /// </summary>
    Replay = 4,

    /// <summary>That reconfiguration is switched off, as by default.</summary>
    NoReconfiguration = 8,

    /// <summary>
    /// Answers kept for retries, so that a write is sent again after a reconnect and is done once (an ensemble of
    /// ours).
    /// </summary>
    KeptAnswers = 16,

    /// <summary>Hard quotas hold (Apache ZooKeeper: <c>enforceQuota</c>).</summary>
    Quotas = 32,

    /// <summary>
    /// Nothing is answered to who has not authenticated by <c>digest</c> (Apache ZooKeeper:
    /// <c>enforce.auth.schemes</c>). On such an ensemble only the cases hold that need it.
    /// </summary>
    RequiredIdentity = 64,

    /// <summary>
    /// No more than <see cref="ContractHost.FewWatches"/> watches at a time. On such an ensemble only the cases hold
    /// that need it.
    /// </summary>
    FewWatches = 128,
}
