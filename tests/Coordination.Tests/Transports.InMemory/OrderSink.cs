using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Transports.InMemory;

/// <summary>
/// Checks what it is told: answers in the order of the requests, nothing that goes back, one thing at a time.
/// </summary>
internal sealed class OrderSink : IConnectionSink
{
    private readonly object _told = new();
    private bool _isConnected;
    private int _sent;
    private int _answered;
    private long _zxid;
    private int _inside;

    /// <summary>What was wrong first; null while nothing is.</summary>
    public string? Fault { get; private set; }

    public RequestHeader Next() => new(++_sent, Volatile.Read(ref _answered));

    public void OnConnected(in ConnectResponse answer) => Tell(0, answer.Zxid, () => _isConnected = true);

    public void OnAnswer(int xid, in Answer<Response> answer) => Tell(xid, answer.Zxid, () => { });

    public void OnEvent(WatchEvent change) => Tell(0, change.Zxid ?? Zxid.None, () => { });

    public void OnClosed(CloseReason why) => Fault ??= $"It was closed: {why}.";

    /// <summary>Waits until the session stands and its connection has nothing under way.</summary>
    public void AwaitConnected(ITransportConnection connection)
    {
        Await(() => _isConnected);
        while (!connection.TryExecute(new RequestHeader(0, 0), new PingRequest(), out Answer<EmptyResponse> _))
            Thread.SpinWait(100);
    }

    public void AwaitAnswers() => Await(() => _answered == _sent);

    private void Await(Func<bool> isSo)
    {
        lock (_told)
        {
            while (!isSo() && Fault is null)
                Monitor.Wait(_told);
        }
    }

    private void Tell(int xid, Zxid zxid, Action then)
    {
        if (Interlocked.Increment(ref _inside) != 1)
            Fault ??= "It was told two things at once.";
        lock (_told)
        {
            if (xid != 0 && xid != ++_answered)
                Fault ??= $"Answer {xid} came instead of {_answered}.";
            if (zxid.Value < _zxid)
                Fault ??= $"The zxid went back from 0x{_zxid:x} to {zxid}.";
            _zxid = zxid.Value;
            then();
            Monitor.PulseAll(_told);
        }

        Interlocked.Decrement(ref _inside);
    }
}
