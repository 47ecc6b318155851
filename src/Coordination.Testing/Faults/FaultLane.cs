using Coordination.Work;

namespace Coordination.Testing;

/// <summary>
/// One direction of one connection: messages arrive in the order in which they were sent, one at a time, each in an
/// item of its receiver, none before its time. Guarded by the lock of its connection.
/// </summary>
internal sealed class FaultLane : IThreadPoolWorkItem
{
    private readonly Lock _lock;
    private readonly TimeProvider _receiver;
    private readonly FaultLink _link;
    private readonly Queue<(Action Deliver, long DueTimestamp)> _underWay = new();
    private ITimer? _timer; // Held here so that it is not collected before it fires.
    private Action? _end;
    private long _heldBackUntil = long.MinValue;
    private bool _isDue;
    private bool _isCut;

    public FaultLane(Lock exclusion, TimeProvider receiver, FaultLink link)
    {
        _lock = exclusion;
        _receiver = receiver;
        _link = link;
        link.Healed += Resume;
    }

    public bool IsIdle => _underWay.Count == 0 && !_isDue && !_isCut && !_link.IsCut;

    /// <summary>Whether nothing is under way.</summary>
    public bool IsEmpty => _underWay.Count == 0;

    /// <summary>Sends a message. Lost where the lane was cut before.</summary>
    public void Send(Action deliver, TimeSpan latency)
    {
        if (!_isCut)
            Enqueue(deliver, latency);
    }

    /// <summary>What is sent from now on is lost.</summary>
    public void Cut() => _isCut = true;

    /// <summary>Cuts the lane but for one message more, behind what is under way: the sender closes it.</summary>
    public void SendLast(Action deliver, TimeSpan latency)
    {
        _isCut = true;
        Enqueue(deliver, latency);
    }

    /// <summary>
    /// Cuts the lane; the receiver notices by itself after a time that it is dead: behind what has arrived until then,
    /// or instead of what a partition holds back.
    /// </summary>
    public void End(Action notice, TimeSpan after)
    {
        _isCut = true;
        new DelayedWork(_receiver, () => ReachEnd(notice)).Start(after);
    }

    /// <summary>What is under way arrives after this time at the earliest, in its order.</summary>
    public void HoldBack(TimeSpan time) => _heldBackUntil = TimestampAfter(time);

    /// <summary>Cuts the lane and loses what is under way too.</summary>
    public void Lose()
    {
        _isCut = true;
        _underWay.Clear();
    }

    /// <summary>Nothing arrives any more.</summary>
    public void Close()
    {
        Lose();
        _link.Healed -= Resume;
    }

    public void Execute()
    {
        Action? deliver = null;
        lock (_lock)
        {
            if (IsFirstDue())
                deliver = _underWay.Dequeue().Deliver;
            else if (_end is not null)
                (deliver, _end) = (_end, null);
        }

        deliver?.Invoke();
        lock (_lock)
        {
            _isDue = false;
            ScheduleNext();
        }
    }

    private void ReachEnd(Action notice)
    {
        lock (_lock)
        {
            _end = notice;
            ScheduleNext();
        }
    }

    private void Resume()
    {
        lock (_lock)
            ScheduleNext();
    }

    private void Enqueue(Action deliver, TimeSpan latency)
    {
        _underWay.Enqueue((deliver, TimestampAfter(latency)));
        ScheduleNext();
    }

    private long TimestampAfter(TimeSpan time) =>
        _receiver.GetTimestamp() + (long)(time.TotalSeconds * _receiver.TimestampFrequency);

    // Since its item was queued the link may have been cut, or the message held back.
    private bool IsFirstDue() =>
        !_link.IsCut && _underWay.Count > 0 && (_heldBackUntil == long.MinValue || TimeLeft(_heldBackUntil) == default);

    // One item at a time is due, so that messages cannot overtake each other. A message that is being delivered counts.
    private void ScheduleNext()
    {
        if (_isDue)
            return;
        TimeSpan left = TimeSpan.Zero;
        if (!_link.IsCut && _underWay.TryPeek(out (Action Deliver, long DueTimestamp) first))
            left = TimeLeft(Math.Max(first.DueTimestamp, _heldBackUntil));
        else if (_end is null)
            return;

        _isDue = true;
        if (_receiver is SimulatedTimeProvider simulated)
        {
            simulated.Post(this, left);
        }
        else if (left == TimeSpan.Zero)
        {
            WorkScheduler.For(_receiver).Post(this);
        }
        else
        {
            _timer?.Dispose();
            _timer = _receiver.CreateTimer(
                static state => ((FaultLane)state!).Execute(), this, left, Timeout.InfiniteTimeSpan); // Not null: this.
        }
    }

    private TimeSpan TimeLeft(long dueTimestamp)
    {
        long now = _receiver.GetTimestamp();
        return dueTimestamp <= now ? TimeSpan.Zero : _receiver.GetElapsedTime(now, dueTimestamp);
    }
}
