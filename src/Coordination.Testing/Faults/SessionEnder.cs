using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Testing;

/// <summary>Takes a session over by its ticket and closes it.</summary>
internal sealed class SessionEnder(ITransport transport, SessionTicket ticket) : IConnectionSink
{
    private const int TimeoutMs = 10_000;

    private ITransportConnection? _connection;

    public void Start()
    {
        _connection = transport.Open(this);
        _connection.Connect(
            new ConnectRequest(ticket.Id, ticket.Password, TimeoutMs, Zxid.None, AcceptsReadOnly: false));
    }

    // The number is above all that the session has used, so that it is no retry of anything.
    public void OnConnected(in ConnectResponse answer)
    {
        if (answer.IsExpired)
            _connection?.Dispose();
        else
            _connection?.Send(new RequestHeader(answer.LastXid + 1, AckedXid: 0), new CloseSessionRequest());
    }

    public void OnAnswer(int xid, in Answer<Response> answer) => _connection?.Dispose();

    public void OnEvent(WatchEvent change)
    {
    }

    public void OnClosed(CloseReason why)
    {
    }
}
