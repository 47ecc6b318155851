using Coordination.Requests;
using Coordination.Transports;

namespace Coordination;

/// <summary>The client's end of one connection; what a connection says after it was left is not listened to.</summary>
internal sealed class ConnectionSink(ClientCore core) : IConnectionSink
{
    public void OnConnected(in ConnectResponse answer) => core.OnConnected(this, answer);

    public void OnAnswer(int xid, in Answer<Response> answer) => core.OnAnswer(this, xid, answer);

    public void OnEvent(WatchEvent change) => core.OnEvent(this, change);

    public void OnClosed(CloseReason why) => core.OnClosed(this, why);
}
