using System.Diagnostics;
using System.Net;
using Coordination.Load.Measuring;
using Coordination.Protocol;
using Coordination.Requests;

namespace Coordination.Load.Raw;

/// <summary>
/// Sessions: each connection opens one, closes it when it stands, and makes way for the next when the server has ended
/// it: in this order, so that the ports which TCP keeps back are the server's.
/// Latency is that of connecting and the handshake.
/// </summary>
internal sealed class SessionWorkload(IPEndPoint server, LoadPlan plan, LoadTally tally) : IRawWorkload
{
    private const int ReceiveBytes = 512;

    private readonly byte[] _greeting = RawConnection.Greeting();
    private readonly byte[] _close = RawConnection.Frame(new CloseSessionRequest());
    private readonly Dictionary<RawConnection, long> _openedAt = [];
    private RawLoop? _loop;
    private long _started;
    private long _opened;

    public TimeSpan? Tick => plan.Rate > 0 ? TimeSpan.FromMilliseconds(1) : null;

    public void Start(RawLoop loop)
    {
        _loop = loop;
        _started = Stopwatch.GetTimestamp();
        for (int i = 0; i < plan.Connections && plan.Rate == 0; i++)
            OpenNext();
    }

    public void OnReceived(RawConnection connection, long now)
    {
        while (connection.TryTake(out ReadOnlySpan<byte> frame))
        {
            if (!_openedAt.Remove(connection, out long openedAt))
                continue; // The answer to its closing: the server ends the connection after it.

            if (HandshakeCodec.Read(frame, out ConnectAnswerFrame answer) != DecodeFault.None
                || answer.Response.IsExpired)
            {
                tally.Fail("a session was refused");
            }

            tally.Record(openedAt, now);
            connection.Ask(_close, now);
            _loop!.Send(connection); // Not null: it has started.
        }
    }

    public void OnEnded(RawConnection connection)
    {
        if (_openedAt.Remove(connection))
            tally.Fail("the server ended the connection before the handshake");
        _loop!.Remove(connection); // Not null: it has started.
        if (plan.Rate == 0)
            OpenNext();
    }

    public void OnTick(long now)
    {
        long due = (long)((double)(now - _started) / Stopwatch.Frequency * plan.Rate);
        while (_opened < due && _openedAt.Count < plan.Connections)
            OpenNext();
    }

    private void OpenNext()
    {
        long now = Stopwatch.GetTimestamp();
        RawConnection connection = RawConnection.Open(server, _greeting, ReceiveBytes);
        _openedAt.Add(connection, now);
        _opened++;
        _loop!.Add(connection); // Not null: it has started.
    }
}
