namespace Coordination.Calls;

/// <summary>Calls that wait to be sent, first in, first out; those whose callers give up leave from anywhere.</summary>
internal sealed class CallQueue
{
    private Call? _first;
    private Call? _last;

    public bool IsEmpty => _first is null;

    public int Count { get; private set; }

    /// <summary>Bytes that those in it hold.</summary>
    public long Bytes { get; private set; }

    public Call? First => _first;

    public void Add(Call call)
    {
        call.IsQueued = true;
        Count++;
        Bytes += call.Bytes;
        call.Previous = _last;
        call.Next = null;
        if (_last is null)
            _first = call;
        else
            _last.Next = call;
        _last = call;
    }

    public void Remove(Call call)
    {
        if (!call.IsQueued)
            return;
        if (call.Previous is null)
            _first = call.Next;
        else
            call.Previous.Next = call.Next;
        if (call.Next is null)
            _last = call.Previous;
        else
            call.Next.Previous = call.Previous;
        call.Next = call.Previous = null;
        call.IsQueued = false;
        Count--;
        Bytes -= call.Bytes;
    }
}
