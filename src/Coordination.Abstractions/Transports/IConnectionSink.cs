using Coordination.Requests;

namespace Coordination.Transports;

/// <summary>
/// The client's end of a connection. It is called one call at a time, with no lock held, and runs no user code; answers
/// and events come in the order in which they were made: an event before every answer that shows its change.
/// </summary>
public interface IConnectionSink
{
    /// <summary>The session stands, or is refused: see <see cref="ConnectResponse.IsExpired"/>.</summary>
    void OnConnected(in ConnectResponse answer);

    /// <summary>A request was answered.</summary>
    /// <param name="xid">The number it was sent under.</param>
    /// <param name="answer">What came of it.</param>
    void OnAnswer(int xid, in Answer<Response> answer);

    /// <summary>A watch fired. The path is the ensemble's: a chroot is taken off by the client.</summary>
    void OnEvent(WatchEvent change);

    /// <summary>The connection is gone, last and once: the outcome of what is unanswered is unknown.</summary>
    void OnClosed(CloseReason why);

    /// <summary>
    /// All that was made so far has been handed over: whoever collects may send it on. Transports that hand things over
    /// one by one need not call it.
    /// </summary>
    void OnBatchEnd()
    {
        // Most sinks collect nothing.
    }
}
