using System.Diagnostics;
using System.Net;
using Coordination.Load.Measuring;
using Coordination.Protocol;
using Coordination.Requests;

namespace Coordination.Load.Raw;

/// <summary>
/// One znode that every connection watches for good, and one more connection that changes it: as many changes as the
/// plan's depth may be under way, which are those that not every watcher has heard of. At a rate, it is changed so many
/// times per second. An operation is one event at one watcher; a latency is that of one change from its sending until
/// the last watcher has heard of it.
/// </summary>
internal sealed class WatchWorkload : IRawWorkload
{
    private readonly IPEndPoint _server;
    private readonly LoadPlan _plan;
    private readonly LoadTally _tally;
    private readonly byte[] _change;

    // Events heard by each watcher, by its key in the loop.
    private readonly long[] _heard;

    // Of the changes under way, by their number modulo the depth: when each was sent, and how many have not heard of
    // it.
    private readonly long[] _sentAt;
    private readonly int[] _left;
    private RawLoop? _loop;
    private RawConnection? _changing;
    private long _issued;
    private long _completed;
    private long _started;

    public WatchWorkload(IPEndPoint server, LoadPlan plan, LoadTally tally)
    {
        _server = server;
        _plan = plan;
        _tally = tally;
        _heard = new long[plan.Connections];
        _sentAt = new long[plan.Depth];
        _left = new int[plan.Depth];
        _change = RawConnection.Frame(new SetDataRequest(plan.Znode(0), new byte[plan.DataLength], -1));
    }

    public TimeSpan? Tick => _plan.Rate > 0 ? TimeSpan.FromMilliseconds(1) : null;

    /// <summary>What takes milliseconds is measured to a tenth of one.</summary>
    public TimeSpan? Rest => _plan.Rate > 0 ? TimeSpan.FromMicroseconds(100) : null;

    public void Start(RawLoop loop)
    {
        _loop = loop;
        byte[] greeting = RawConnection.Greeting();
        byte[] arm = RawConnection.Frame(new AddWatchRequest(_plan.Znode(0), AddWatchMode.Persistent));
        for (int i = 0; i < _plan.Connections; i++)
        {
            RawConnection watcher = RawConnection.OpenSession(_server, greeting);
            watcher.Ask(arm, now: 0);
            watcher.Flush();
            Confirm(watcher);
            loop.Add(watcher);
        }

        _changing = RawConnection.OpenSession(_server, greeting);
        loop.Add(_changing);
        _started = Stopwatch.GetTimestamp();
        if (_plan.Rate == 0)
            ChangeMore(_started, int.MaxValue);
    }

    public void OnReceived(RawConnection connection, long now)
    {
        while (connection.TryTake(out ReadOnlySpan<byte> frame))
        {
            AnswerDecoder.ReadHeader(frame, out ReplyHeader header);
            if (header.Xid != SpecialXid.Notification)
                Check(connection, header);
            else
                Hear(connection, now);
        }

        if (_plan.Rate == 0)
            ChangeMore(now, int.MaxValue);
    }

    public void OnTick(long now)
    {
        long due = (long)((double)(now - _started) / Stopwatch.Frequency * _plan.Rate);
        ChangeMore(now, due);
    }

    public void OnEnded(RawConnection connection)
    {
        _tally.Fail("the server ended the connection");
        _loop!.Remove(connection); // Not null: it has started.
    }

    private static void Confirm(RawConnection watcher)
    {
        ReadOnlySpan<byte> frame;
        while (!watcher.TryTake(out frame))
        {
            watcher.Socket.WaitToReceive(TimeSpan.FromSeconds(10));
            if (!watcher.Receive())
                throw new IOException("The server ended the connection.");
        }

        AnswerDecoder.ReadHeader(frame, out ReplyHeader header);
        if (!watcher.TryMatch(header, out _) || header.Code != ErrorCode.Ok)
            throw new IOException($"The watch was answered by {header.Code}.");
    }

    private void Check(RawConnection connection, in ReplyHeader header)
    {
        if (!connection.TryMatch(header, out _))
            throw new IOException($"The server answered {header.Xid} out of turn.");
        if (header.Code != ErrorCode.Ok)
            _tally.Fail($"{header.Code}");
    }

    // Every change fires one event at every watcher, in order: so the n-th event of a watcher is that of the n-th
    // change, and changes are complete in order.
    private void Hear(RawConnection watcher, long now)
    {
        _tally.Count(now);
        long change = _heard[watcher.Key]++;
        if (change < _completed || change >= _issued)
            throw new IOException("An event came of no change.");
        long place = change % _plan.Depth;
        if (--_left[place] > 0)
            return;
        _completed++;
        _tally.Time(_sentAt[place], now);
    }

    private void ChangeMore(long now, long most)
    {
        if (_changing is null)
            return;
        for (; _issued < most && _issued - _completed < _plan.Depth; _issued++)
        {
            _sentAt[_issued % _plan.Depth] = now;
            _left[_issued % _plan.Depth] = _plan.Connections;
            _changing.Ask(_change, now);
        }

        _loop!.Send(_changing); // Not null: it has started.
    }
}
