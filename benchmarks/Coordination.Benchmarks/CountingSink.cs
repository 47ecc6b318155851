using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Benchmarks;

/// <summary>The client's end of a session that only counts what it hears.</summary>
internal sealed class CountingSink(Arrivals connected, Arrivals answers, Arrivals events) : IConnectionSink
{
    public void OnConnected(in ConnectResponse answer) => connected.Arrive();

    public void OnAnswer(int xid, in Answer<Response> answer) => answers.Arrive();

    public void OnEvent(WatchEvent change) => events.Arrive();

    public void OnClosed(CloseReason why)
    {
    }
}
