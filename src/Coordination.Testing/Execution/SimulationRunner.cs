namespace Coordination.Testing;

/// <summary>
/// One run: a plain thread with a large stack and no synchronization context, on which every continuation runs inline
/// in whoever completes what it awaits, and a watchdog on real time for code that blocks this thread.
/// </summary>
internal sealed class SimulationRunner
{
    private const int StackBytes = 16 << 20;
    private static readonly TimeSpan EscapeGrace = TimeSpan.FromMilliseconds(250);

    private readonly ulong _seed;
    private readonly Func<Simulation, Task> _body;
    private readonly SimulationOptions _options;
    private readonly SimulationKernel _kernel;
    private readonly TaskCompletionSource<SimulationReport> _result =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SimulationRunner(ulong seed, Func<Simulation, Task> body, SimulationOptions options)
    {
        _seed = seed;
        _body = body;
        _options = options;
        _kernel = new SimulationKernel(seed, options);
    }

    public static async Task<SimulationReport> RunAsync(
        ulong seed, Func<Simulation, Task> body, SimulationOptions options)
    {
        var runner = new SimulationRunner(seed, body, options);
        var thread = new Thread(runner.RunToEnd, StackBytes) { IsBackground = true, Name = $"simulation {seed}" };
        thread.UnsafeStart();
        using var watchdog = new RunWatchdog(runner._kernel, options.RealTimeLimit, runner.Abandon);
        return await runner._result.Task.ConfigureAwait(false);
    }

    private void RunToEnd()
    {
        _kernel.Enter();
        try
        {
            _result.TrySetResult(Run());
        }
        catch (Exception error)
        {
            _result.TrySetException(Explain(error));
        }
    }

    private SimulationReport Run()
    {
        var simulation = new Simulation(_seed, _kernel, _options);
        SpawnedBody main = simulation.Start(_body);
        while (!main.HasEnded)
        {
            bool ran = _kernel.RunNext();
            if (!ran && !main.HasEnded)
                _kernel.WaitForFailure(EscapeGrace);
            if (_kernel.Failure is { } failure)
                throw failure;
            if (FindBoundPassed(ran) is { } bound)
                throw new TimeoutException($"{bound}, and unfinished are: {simulation.DescribePending()}.");
        }

        return new SimulationReport(_seed, _kernel.Trace.Digest, simulation.Elapsed, _kernel.Steps);
    }

    private string? FindBoundPassed(bool ran)
    {
        if (!ran)
            return "Nothing is left to happen";
        if (_kernel.NowTicks > _options.VirtualTimeLimit.Ticks)
            return $"{_options.VirtualTimeLimit} of virtual time have passed";
        return _kernel.Steps > _options.StepLimit ? $"{_options.StepLimit} steps were made" : null;
    }

    // The thread cannot be stopped; it is left behind, and whatever it does later is ignored.
    private void Abandon()
    {
        var error = new TimeoutException(
            $"One item has blocked the simulation's thread for {_options.RealTimeLimit} of real time: "
            + "a lock, a sleep or a synchronous wait.");
        _kernel.Fail(error);
        _result.TrySetException(new SimulationFailedException(_seed, error.Message, [], error));
    }

    private SimulationFailedException Explain(Exception error) =>
        new(_seed, error.Message, _kernel.Trace.Last(), error is SpawnedBodyException ? error.InnerException : error);
}
