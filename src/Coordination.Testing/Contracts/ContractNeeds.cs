namespace Coordination.Testing.Contracts;

/// <summary>What a contract case needs of the ensemble besides serving clients.</summary>
[Flags]
public enum ContractNeeds
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>Znodes with a time to live (Apache ZooKeeper: <c>extendedTypesEnabled</c>).</summary>
    TimeToLive = 1,

    /// <summary>Sessions that are silent expire, and what may be reaped is: the case waits for it.</summary>
    Time = 2,

    /// <summary>
    /// Zxids in watch events, and missed events of persistent watches replayed (an ensemble of ours).
    /// </summary>
    Replay = 4,

    /// <summary>That reconfiguration is switched off, as by default.</summary>
    NoReconfiguration = 8,
}
