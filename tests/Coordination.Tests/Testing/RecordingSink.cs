using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Testing;

/// <summary>The near end of a connection: remembers what it heard.</summary>
internal sealed class RecordingSink : IConnectionSink
{
    public List<int> Answers { get; } = [];

    public int AnsweredAtOnce { get; private set; }

    public CloseReason? Closed { get; private set; }

    public bool HeardAfterClosed { get; private set; }

    public void AnswerAtOnce(int xid, in Answer<EmptyResponse> answer)
    {
        Assert.Equal(xid, answer.Zxid.Value);
        AnsweredAtOnce++;
        Answers.Add(xid);
    }

    public void OnConnected(in ConnectResponse answer) => HeardAfterClosed |= Closed is not null;

    public void OnAnswer(int xid, in Answer<Response> answer)
    {
        HeardAfterClosed |= Closed is not null;
        Answers.Add(xid);
    }

    public void OnEvent(WatchEvent change) => HeardAfterClosed |= Closed is not null;

    public void OnClosed(CloseReason why)
    {
        HeardAfterClosed |= Closed is not null;
        Closed = why;
    }
}
