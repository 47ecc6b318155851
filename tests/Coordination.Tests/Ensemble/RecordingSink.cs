using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Ensemble;

/// <summary>A client's end that keeps all it is told, in order.</summary>
internal sealed class RecordingSink : IConnectionSink
{
    private readonly List<object> _told = [];

    /// <summary>What to do while it is being told something; for what happens in the middle of a delivery.</summary>
    public Action<object>? Meanwhile { get; set; }

    public ConnectResponse? Connected { get; private set; }

    public CloseReason? Closed { get; private set; }

    public IReadOnlyList<WatchEvent> Events => [.. _told.OfType<WatchEvent>()];

    public IReadOnlyList<(int Xid, Answer<Response> Answer)> Answers => [.. _told.OfType<(int, Answer<Response>)>()];

    /// <summary>All of it as text: events by type and path, answers by number and code.</summary>
    public IReadOnlyList<string> Told => [.. _told.Select(Describe)];

    public void Forget() => _told.Clear();

    public void OnConnected(in ConnectResponse answer)
    {
        Connected = answer;
        Add(answer);
    }

    public void OnAnswer(int xid, in Answer<Response> answer) => Add((xid, answer));

    public void OnEvent(WatchEvent change) => Add(change);

    public void OnClosed(CloseReason why)
    {
        Closed = why;
        Add(why);
    }

    private static string Describe(object told) => told switch
    {
        WatchEvent change => $"{change.Type} {change.Path}",
        (int xid, Answer<Response> answer) => $"{xid} {answer.Code}",
        ConnectResponse connected => connected.IsExpired ? "expired" : "connected",
        _ => told.ToString()!, // Not null: a CloseReason.
    };

    private void Add(object told)
    {
        _told.Add(told);
        Meanwhile?.Invoke(told);
    }
}
