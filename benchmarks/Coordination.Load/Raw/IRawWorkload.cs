namespace Coordination.Load.Raw;

/// <summary>What a loop does with its connections.</summary>
internal interface IRawWorkload
{
    /// <summary>How often <see cref="OnTick"/> is to be called at least; null: it is not.</summary>
    TimeSpan? Tick => null;

    /// <summary>
    /// How long the loop looks away after each look, so that it is not woken for each of many things that come one by
    /// one, which would cost the server more than the things themselves; null: not at all.
    /// </summary>
    TimeSpan? Rest => null;

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
