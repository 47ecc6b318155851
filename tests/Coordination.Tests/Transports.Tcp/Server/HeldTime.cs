namespace Coordination.Tests.Transports.Tcp.Server;

/// <summary>The system's time, of which one look can be made to wait.</summary>
internal sealed class HeldTime : TimeProvider, IDisposable
{
    private readonly ManualResetEventSlim _released = new();
    private int _isNextHeld;

    public void HoldNext() => Volatile.Write(ref _isNextHeld, 1);

    public void Release() => _released.Set();

    public override long GetTimestamp()
    {
        if (Interlocked.Exchange(ref _isNextHeld, 0) == 1)
            _released.Wait();
        return base.GetTimestamp();
    }

    public void Dispose()
    {
        _released.Set();
        _released.Dispose();
    }
}
