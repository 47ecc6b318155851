using System.Collections.Concurrent;
using Coordination.Requests;
using Coordination.Transports;
using Coordination.Work;

namespace Coordination.Testing.Contracts;

/// <summary>A connection without a client around it: it sends what it is told to, right or wrong.</summary>
public sealed class BareConnection : IConnectionSink, IAsyncDisposable
{
    private readonly IWorkScheduler _scheduler;
    private readonly ConcurrentDictionary<int, Completion<Answer<Response>>> _waiting = new();
    private readonly ConcurrentQueue<WatchEvent> _events = new();
    private readonly Completion<ConnectResponse> _connected;
    private ITransportConnection? _connection;
    private volatile object? _closed; // The reason, boxed so that it is seen whole by another thread.
    private int _lastXid;

    internal BareConnection(TimeProvider timeProvider)
    {
        _scheduler = WorkScheduler.For(timeProvider);
        _connected = new Completion<ConnectResponse>(_scheduler);
    }

    /// <summary>How the server answered the wish to connect.</summary>
    public ConnectResponse Session { get; private set; }

    /// <summary>The events that came, in order.</summary>
    public IReadOnlyCollection<WatchEvent> Events => _events;

    /// <summary>Why it was closed; null while it is open.</summary>
    public CloseReason? Closed => _closed as CloseReason?;

    /// <summary>Sends a request and waits for its answer.</summary>
    public async Task<Answer<Response>> SendAsync<T>(T request)
        where T : struct, IRequest
    {
        int number = ++_lastXid;
        var answered = new Completion<Answer<Response>>(_scheduler);
        _waiting[number] = answered;
        // Not null: the connection is handed out connected.
        _connection!.Send(new RequestHeader(number, AckedXid: 0), request);
        if (Closed is not null)
            LoseAll(); // It may have been closed before this request was waited for.
        return await answered.Task.ConfigureAwait(false);
    }

    /// <summary>Breaks it without closing the session.</summary>
    public ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        return ValueTask.CompletedTask;
    }

    void IConnectionSink.OnConnected(in ConnectResponse answer) => _connected.TrySetResult(answer);

    void IConnectionSink.OnAnswer(int xid, in Answer<Response> answer)
    {
        if (_waiting.TryRemove(xid, out Completion<Answer<Response>>? waiting))
            waiting.TrySetResult(answer);
    }

    void IConnectionSink.OnEvent(WatchEvent change) => _events.Enqueue(change);

    void IConnectionSink.OnClosed(CloseReason why)
    {
        _closed = why;
        _connected.TrySetResult(default);
        LoseAll();
    }

    internal async ValueTask ConnectAsync(ITransport transport, SessionTicket ticket, TimeSpan timeout, Zxid lastZxid)
    {
        _connection = transport.Open(this);
        _connection.Connect(new ConnectRequest(
            ticket.Id, ticket.Password, (int)timeout.TotalMilliseconds, lastZxid, AcceptsReadOnly: false));
        Session = await _connected.Task.ConfigureAwait(false);
        _lastXid = Session.LastXid; // A session that is taken over goes on with its numbers.
    }

    private void LoseAll()
    {
        foreach (Completion<Answer<Response>> waiting in _waiting.Values)
            waiting.TrySetResult(new Answer<Response>(Zxid.None, ErrorCode.ConnectionLoss, null));
    }
}
