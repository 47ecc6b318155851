namespace Coordination.Calls;

/// <summary>
/// Calls that were sent and not answered, by their xid: a ring, since xids rise by one and answers come in order. It
/// counts what it holds against the client's limits, and knows up to which xid every answer has arrived.
/// </summary>
/// <remarks>Xids go from 1 to <see cref="int.MaxValue"/> and then begin anew; 0 and negative ones mean other things on
/// the wire.</remarks>
internal sealed class PendingTable
{
    private const int LeastSlots = 64;

    private Call?[] _slots = new Call?[LeastSlots];

    /// <summary>Oldest xid that may be unanswered; equal to <see cref="_next"/> when nothing is.</summary>
    private int _oldest = 1;
    private int _next = 1;

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>The xid that the next request gets.</summary>
    public int NextXid => _next;

    /// <summary>Every answer up to this xid has arrived.</summary>
    public int AckedXid => Before(_oldest);

    /// <summary>Takes the next xid for a request that is answered already.</summary>
    public void Skip()
    {
        bool isEmpty = _oldest == _next;
        _next = After(_next);
        if (isEmpty)
            _oldest = _next;
    }

    /// <summary>Goes on above a number that the session has used before; nothing may be pending.</summary>
    public void ContinueAfter(int xid)
    {
        if (Count == 0 && xid >= _next)
            _oldest = _next = After(xid);
    }

    public void Add(Call call)
    {
        if (Distance(_oldest, _next) >= _slots.Length - 1)
            Grow();
        call.Xid = _next;
        SlotOf(_next) = call;
        _next = After(_next);
        Count++;
        Bytes += call.Bytes;
    }

    /// <summary>Takes out what an answer belongs to; null for an answer that nobody waits for.</summary>
    public Call? Take(int xid)
    {
        if (xid <= 0)
            return null;
        ref Call? slot = ref SlotOf(xid);
        Call? call = slot;
        if (call is null || call.Xid != xid)
            return null;
        slot = null;
        Count--;
        Bytes -= call.Bytes;
        while (_oldest != _next && SlotOf(_oldest) is null)
            _oldest = After(_oldest);
        return call;
    }

    /// <summary>All calls in the order of their xids.</summary>
    public Call[] ToArray()
    {
        var calls = new Call[Count];
        int index = 0;
        for (int xid = _oldest; xid != _next; xid = After(xid))
        {
            if (SlotOf(xid) is { } call)
                calls[index++] = call;
        }

        return calls;
    }

    private static int After(int xid) => xid == int.MaxValue ? 1 : xid + 1;

    private static int Before(int xid) => xid == 1 ? 0 : xid - 1;

    private static int Distance(int from, int to) => to >= from ? to - from : to - from + int.MaxValue;

    private ref Call? SlotOf(int xid) => ref _slots[xid & (_slots.Length - 1)];

    private void Grow()
    {
        Call[] calls = ToArray();
        _slots = new Call?[_slots.Length * 2];
        foreach (Call call in calls)
            SlotOf(call.Xid) = call;
    }
}
