using System.Threading.Tasks.Sources;

namespace Coordination.Transports.Tcp.Streams;

/// <summary>
/// Lets one loop wait until another lets it go on, again and again, without allocating. The loop continues on the
/// pool: sockets are outside of virtual time (STYLE.md §6).
/// </summary>
/// <remarks>Shut and opened inside its owner's lock; waited for outside, once for each time it was shut.</remarks>
internal sealed class AsyncGate : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };

    /// <summary>Whether the loop waits, or is about to.</summary>
    public bool IsShut { get; private set; }

    public void Shut()
    {
        _core.Reset();
        IsShut = true;
    }

    public void Open()
    {
        if (!IsShut)
            return;
        IsShut = false;
        _core.SetResult(true);
    }

    public ValueTask WaitAsync() => new(this, _core.Version);

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
