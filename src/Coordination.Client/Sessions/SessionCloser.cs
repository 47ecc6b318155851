using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Sessions;

/// <summary>
/// Has a server close a session that its client has given up, so that what it held goes at once and not at its expiry.
/// Best effort: whatever goes wrong, the session expires.
/// </summary>
internal sealed class SessionCloser : IConnectionSink, IDisposable
{
    private readonly ITransportConnection _connection;

    public SessionCloser(ITransport transport, SessionTicket ticket, int timeoutMs)
    {
        _connection = transport.Open(this);
        _connection.Connect(
            new ConnectRequest(ticket.Id, ticket.Password, timeoutMs, Zxid.None, AcceptsReadOnly: false));
    }

    /// <summary>Whether there is nothing more to do.</summary>
    public bool IsOver { get; private set; }

    public void OnConnected(in ConnectResponse answer)
    {
        if (answer.IsExpired)
            Dispose();
        else
            _connection.Send(HeaderAfter(answer.LastXid), new CloseSessionRequest());
    }

    public void OnAnswer(int xid, in Answer<Response> answer) => Dispose();

    public void OnEvent(WatchEvent change)
    {
        // A session that is being closed watches nothing.
    }

    public void OnClosed(CloseReason why) => Dispose();

    public void Dispose()
    {
        IsOver = true;
        _connection.Dispose();
    }

    // Above every number that the session has used, or it would be taken for a request that was answered before.
    private static RequestHeader HeaderAfter(int lastXid) => new(lastXid == int.MaxValue ? 1 : lastXid + 1, lastXid);
}
