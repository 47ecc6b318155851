namespace Coordination;

/// <summary>
/// That something changed. Events of one client come in the order of the changes, and before any answer that shows
/// them.
/// </summary>
/// <param name="Type">What happened.</param>
/// <param name="Path">Where, as the client sees it.</param>
/// <param name="Zxid">By which change; null where the server does not say (Apache ZooKeeper before 3.9).</param>
/// <param name="State">How the client stood towards the ensemble when it learned of it.</param>
/// <param name="Coalesced">Whether it stands for changes that were not seen one by one.</param>
/// <param name="Stat">The znode's stat with <see cref="WatchEventType.Existing"/>, null otherwise.</param>
public sealed record WatchEvent(
    WatchEventType Type,
    ZPath Path,
    Zxid? Zxid = null,
    ConnectionState State = ConnectionState.Connected,
    bool Coalesced = false,
    Stat? Stat = null);
