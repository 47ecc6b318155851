namespace Coordination.Testing;

/// <summary>Ends a run whose thread stands still: virtual time cannot see that, as no item ends any more.</summary>
internal sealed class RunWatchdog : IDisposable
{
    private const int LooksPerLimit = 4;

    private readonly SimulationKernel _kernel;
    private readonly Action _abandon;
    private readonly Timer _timer;
    private long _lastSteps = -1;
    private int _looksWithoutStep;

    public RunWatchdog(SimulationKernel kernel, TimeSpan limit, Action abandon)
    {
        _kernel = kernel;
        _abandon = abandon;
        TimeSpan look = limit / LooksPerLimit;
        _timer = new Timer(static state => ((RunWatchdog)state!).Look(), this, look, look); // Not null: it is this.
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        long steps = _kernel.Steps;
        _looksWithoutStep = steps == _lastSteps ? _looksWithoutStep + 1 : 0;
        _lastSteps = steps;
        if (_looksWithoutStep == LooksPerLimit)
            _abandon();
    }
}
