namespace Coordination.Testing;

/// <summary>What a <see cref="ScheduledFault"/> does.</summary>
public enum FaultKind
{
    /// <summary>Pauses the process: see <see cref="SimulatedProcess.Pause"/>.</summary>
    Pause,

    /// <summary>Pauses the ensemble, whichever process is named.</summary>
    PauseEnsemble,

    /// <summary>
    /// Cuts the process off from the ensemble, both ways: see <see cref="FaultTransport.Partition"/>.
    /// </summary>
    Partition,

    /// <summary>Holds back what the process sends.</summary>
    PartitionRequests,

    /// <summary>Holds back what the process is told.</summary>
    PartitionAnswers,

    /// <summary>Breaks the connections of the process; it takes no time.</summary>
    Disconnect,

    /// <summary>
    /// Ends the sessions of the process at the ensemble: see <see cref="FaultTransport.ExpireSession"/>; it takes no
    /// time. Unlike an expiry by silence it comes before the client can know.
    /// </summary>
    EndSession,

    /// <summary>Ends the process: see <see cref="SimulatedProcess.Crash"/>; it takes no time.</summary>
    Crash,
}
