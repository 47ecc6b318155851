using System.Diagnostics;
using System.Net;
using Coordination.Load.Measuring;
using Coordination.Protocol;

namespace Coordination.Load.Raw;

/// <summary>
/// Requests and answers: either so many in flight on each connection, a new one for each answer; or at a rate, where
/// latency counts from the moment at which a request was due, so that a server which stalls does not also slow down
/// its judge.
/// </summary>
internal sealed class RequestWorkload(IPEndPoint server, LoadPlan plan, LoadTally tally) : IRawWorkload
{
    private readonly RequestFrames _frames = new(plan);
    private readonly RawConnection[] _connections = new RawConnection[plan.Connections];
    private readonly int _answerBytes = AnswerBytesOf(plan);
    private RawLoop? _loop;
    private long _started;
    private long _issued;

    public TimeSpan? Tick => plan.Rate > 0 ? TimeSpan.FromMicroseconds(200) : null;

    public void Start(RawLoop loop)
    {
        _loop = loop;
        byte[] greeting = RawConnection.Greeting();
        for (int i = 0; i < _connections.Length; i++)
            _connections[i] = RawConnection.OpenSession(server, greeting);
        _started = Stopwatch.GetTimestamp();
        foreach (RawConnection connection in _connections)
        {
            loop.Add(connection);
            if (plan.Rate == 0)
                Ask(connection, plan.Depth, Stopwatch.GetTimestamp());
        }
    }

    public void OnReceived(RawConnection connection, long now)
    {
        int answers = 0;
        while (connection.TryTake(out ReadOnlySpan<byte> frame))
        {
            Take(connection, frame, now);
            answers++;
        }

        if (plan.Rate == 0 && answers > 0)
            Ask(connection, answers, now);
    }

    public void OnEnded(RawConnection connection)
    {
        tally.Fail("the server ended the connection");
        _loop!.Remove(connection); // Not null: it has started.
    }

    public void OnTick(long now)
    {
        long due = (long)((double)(now - _started) / Stopwatch.Frequency * plan.Rate);
        for (; _issued < due; _issued++)
        {
            int one = (int)(_issued % _connections.Length);
            long dueAt = _started + (long)((double)(_issued + 1) / plan.Rate * Stopwatch.Frequency);
            _connections[one].Ask(_frames.Next(one), dueAt);
        }

        foreach (RawConnection connection in _connections)
            _loop!.Send(connection); // Not null: it has started.
    }

    private void Ask(RawConnection connection, int count, long now)
    {
        for (int i = 0; i < count; i++)
            connection.Ask(_frames.Next(connection.Key), now);
        _loop!.Send(connection); // Not null: it has started.
    }

    private void Take(RawConnection connection, ReadOnlySpan<byte> frame, long now)
    {
        if (AnswerDecoder.ReadHeader(frame, out ReplyHeader header) != DecodeFault.None
            || !connection.TryMatch(header, out long sentAt))
        {
            throw new IOException($"The server answered {header.Xid} out of turn.");
        }

        if (header.Code != ErrorCode.Ok)
            tally.Fail($"{header.Code}");
        else if (frame.Length < _answerBytes)
            tally.Fail($"an answer of {frame.Length} bytes");
        else
            tally.Record(sentAt, now);
    }

    // The shortest answer that holds what was asked for.
    private static int AnswerBytesOf(LoadPlan plan)
    {
        const int StatBytes = 68;
        return ReplyHeader.Length + plan.Operation switch
        {
            LoadOperation.Get => sizeof(int) + plan.DataLength + StatBytes,
            LoadOperation.Create => sizeof(int) + plan.Parent(0).Value.Length,
            _ => StatBytes,
        };
    }
}
