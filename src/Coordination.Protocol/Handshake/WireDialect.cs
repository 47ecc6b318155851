namespace Coordination.Protocol;

/// <summary>What both ends of a connection speak, as the handshake found out.</summary>
public enum WireDialect
{
    /// <summary>ZooKeeper's protocol and nothing else.</summary>
    Apache,

    /// <summary>
    /// ZooKeeper's protocol between two of ours: a request's header ends with the number up to which answers have
    /// arrived, the answer to setWatches2 says whether the replay was complete, and multi-reads list children with
    /// their parent's stat.
    /// </summary>
    Coordination,
}
