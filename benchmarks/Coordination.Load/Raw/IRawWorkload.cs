namespace Coordination.Load.Raw;

/// <summary>What a loop does with its connections.</summary>
internal interface IRawWorkload
{
    /// <summary>How often <see cref="OnTick"/> is to be called at least; null: it is not.</summary>
    TimeSpan? Tick => null;

    /// <summary>Opens the connections, and sends what comes first.</summary>
    void Start(RawLoop loop);

    /// <summary>Something has arrived.</summary>
    void OnReceived(RawConnection connection, long now);

    /// <summary>The server has ended a connection.</summary>
    void OnEnded(RawConnection connection);

    /// <summary>Time has passed.</summary>
    void OnTick(long now)
    {
    }
}
