using Coordination.Requests;

namespace Coordination.Transports;

/// <summary>
/// One connection of one client. No method blocks, and none calls the sink before it returns. Calls are made one at a
/// time. Disposing closes it; the sink hears nothing afterwards but what is under way already.
/// </summary>
public interface ITransportConnection : IDisposable
{
    /// <summary>
    /// Opens a session, or takes one up again; first and once. Answered by <see cref="IConnectionSink.OnConnected"/>.
    /// </summary>
    void Connect(in ConnectRequest request);

    /// <summary>
    /// Answers at once, on the caller's thread. False: nothing was done, <see cref="Send{T}"/> it. Possible only while
    /// nothing of the session is in flight in either direction: no request unanswered, no event undelivered.
    /// </summary>
    bool TryExecute<T, R>(in RequestHeader header, in T request, out Answer<R> answer)
        where T : struct, IRequest<R>
        where R : Response;

    /// <summary>
    /// Sends a request to be answered by <see cref="IConnectionSink.OnAnswer"/>; the order of calls is the order in
    /// which they take effect.
    /// </summary>
    void Send<T>(in RequestHeader header, in T request)
        where T : struct, IRequest;

    /// <summary>
    /// Asks the ensemble, at once and in this process, whether the session stands, and counts as a sign of life. False
    /// where it does not, or where it cannot be asked without waiting.
    /// </summary>
    bool TryProveAlive();
}
