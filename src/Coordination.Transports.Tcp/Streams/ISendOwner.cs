namespace Coordination.Transports.Tcp.Streams;

/// <summary>The connection that a <see cref="SendQueue"/> belongs to. May be called inside the queue's gate.</summary>
internal interface ISendOwner
{
    /// <summary>Everything that waited has been handed to the socket.</summary>
    void OnDrained();

    /// <summary>As <see cref="OnDrained"/>, and nothing will follow.</summary>
    void OnAllSent();

    /// <summary>The other end does not take it, or is gone.</summary>
    void OnSendFailed(Exception error);
}
