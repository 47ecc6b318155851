using Coordination.Work;

namespace Coordination.Testing;

/// <summary>
/// A process of the simulated world: it has a clock of its own, and can be paused and crashed without the others
/// noticing but by its silence.
/// </summary>
public sealed class SimulatedProcess
{
    private readonly SimulationKernel _kernel;

    internal SimulatedProcess(
        SimulationKernel kernel, Simulation simulation, string name, int number, SimulationOptions options)
    {
        _kernel = kernel;
        Simulation = simulation;
        Name = name;
        Number = number;
        TimeProvider = new SimulatedTimeProvider(kernel, this, options);
    }

    /// <summary>What events and failures call it; unique in its run.</summary>
    public string Name { get; }

    /// <summary>The world it lives in.</summary>
    public Simulation Simulation { get; }

    /// <summary>Its clock and its scheduler.</summary>
    public SimulatedTimeProvider TimeProvider { get; }

    /// <summary>Whether it has crashed: nothing of it runs any more.</summary>
    public bool IsCrashed { get; private set; }

    /// <summary>Whether it is paused now.</summary>
    public bool IsPaused => PausedUntilTicks > _kernel.NowTicks;

    internal int Number { get; }

    internal long PausedUntilTicks { get; private set; }

    /// <summary>Raised once by <see cref="Crash"/>, for the connections that end with the process.</summary>
    internal event Action? Crashed;

    /// <summary>
    /// Stops it for a time from the next item on, as a garbage collection, a debugger or a moving virtual machine does:
    /// its clock goes on, and all that fell due meanwhile comes at once afterwards.
    /// </summary>
    public void Pause(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        _kernel.CheckThread(Name);
        PausedUntilTicks = Math.Max(PausedUntilTicks, _kernel.NowTicks + time.Ticks);
        _kernel.Tell(Name, "is paused until", new TimeSpan(PausedUntilTicks).ToString());
    }

    /// <summary>Ends it without a word: nothing of it runs any more, and its connections break. Idempotent.</summary>
    public void Crash()
    {
        _kernel.CheckThread(Name);
        if (IsCrashed)
            return;
        IsCrashed = true;
        _kernel.Tell(Name, "crashes");
        Crashed?.Invoke();
    }

    /// <summary>Adds a line to the events that the message of a failure tells; part of the run's digest.</summary>
    public void Log(string what) => _kernel.Tell(Name, what);

    /// <inheritdoc />
    public override string ToString() => Name;

    internal void Tell(string what, string? subject, long? number) => _kernel.Tell(Name, what, subject, number);

    internal void Post(Action action) => TimeProvider.Post(action);
}
