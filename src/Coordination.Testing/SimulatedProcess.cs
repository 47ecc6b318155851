using Coordination.Transports;
using Coordination.Work;

namespace Coordination.Testing;

/// <summary>
/// A process of the simulated world: it has a clock of its own, and can be paused and crashed without the others
/// noticing but by its silence.
/// </summary>
public sealed class SimulatedProcess
{
    private readonly SimulationKernel _kernel;
    private readonly SimulatedMachine _machine;
    private readonly List<ICoordinationClient> _clients = [];
    private readonly Completion<bool> _ended;
    private ICoordinationClient? _client;
    private FaultTransport? _faultTransport;
    private ITransport? _recordedTransport;

    internal SimulatedProcess(
        SimulationKernel kernel,
        Simulation simulation,
        string name,
        int number,
        SimulationOptions options,
        SimulatedProcess? before)
    {
        _kernel = kernel;
        Simulation = simulation;
        Name = name;
        Number = number;
        _machine = before?._machine ?? new SimulatedMachine(name, kernel.Random.Fork("clock " + name), options);
        TimeProvider = new SimulatedTimeProvider(kernel, this, _machine);

        // Whoever waits for it lives on, so that the waiter does not continue in an item of this process.
        _ended = new Completion<bool>(simulation.IsStarted ? simulation.TimeProvider : TimeProvider);
        Ended = _ended.Task.AsTask();
    }

    /// <summary>What events and failures call it; unique in its run.</summary>
    public string Name { get; }

    /// <summary>The world it lives in.</summary>
    public Simulation Simulation { get; }

    /// <summary>Its clock and its scheduler.</summary>
    public SimulatedTimeProvider TimeProvider { get; }

    /// <summary>
    /// Its client, connected before its body began. What it is asked and answered is in
    /// <see cref="Simulation.History"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The world had no ensemble when the process was spawned.</exception>
    public ICoordinationClient Client => _client ?? throw NoEnsemble();

    /// <summary>Whether <see cref="Client"/> is there: its body has begun, or had when it crashed.</summary>
    public bool HasClient => _client is not null;

    /// <summary>Its way to the ensemble, with all that goes wrong there.</summary>
    /// <exception cref="InvalidOperationException">The world had no ensemble when the process was spawned.</exception>
    public FaultTransport Transport => _faultTransport ?? throw NoEnsemble();

    /// <summary>Whether it has crashed: nothing of it runs any more.</summary>
    public bool IsCrashed { get; private set; }

    /// <summary>Whether it is paused now.</summary>
    public bool IsPaused => PausedUntilTicks > _kernel.NowTicks;

    /// <summary>Whether its body has come to its end.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Ends with its body, or with its crash.</summary>
    public Task Ended { get; }

    internal int Number { get; }

    internal bool HasTransport => _faultTransport is not null;

    /// <summary>What it is called when it is started once more.</summary>
    internal string TakeNextName() => _machine.TakeNextName();

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

    /// <summary>
    /// Sets the wall clock of its machine forward or back, as an administrator or a time service does. Nothing may hang
    /// on it but the times that people read: timers and timestamps go on as before.
    /// </summary>
    public void JumpWallClock(TimeSpan by)
    {
        _kernel.CheckThread(Name);
        _machine.WallClockOffset += by;
        _kernel.Tell(Name, "has its wall clock set by", by.ToString());
    }

    /// <summary>
    /// Ends it without a word: nothing of it runs any more, and its connections break. Idempotent. It can be started
    /// again: see <see cref="Simulation.Restart"/>.
    /// </summary>
    public void Crash()
    {
        _kernel.CheckThread(Name);
        if (IsCrashed)
            return;
        IsCrashed = true;
        _kernel.Tell(Name, "crashes");
        Crashed?.Invoke();
        _ended.TrySetResult(false);
    }

    /// <summary>Connects one more client of this process; the caller disposes it.</summary>
    /// <param name="options">
    /// Choices; the clock and the random numbers are the simulation's. Null for the defaults.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting, and the client.</param>
    /// <exception cref="InvalidOperationException">The world had no ensemble when the process was spawned.</exception>
    public async ValueTask<ICoordinationClient> ConnectAsync(
        CoordinationClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ITransport transport = _recordedTransport ?? throw NoEnsemble();
        options ??= new CoordinationClientOptions();
        options.TimeProvider = TimeProvider;
        options.Random = _kernel.Random.Fork($"client {_clients.Count} of {Name}");
        CoordinationClient client = CoordinationClient.Start([transport], options);
        _clients.Add(client);
        await client.WaitForConnectionAsync(cancellationToken).ConfigureAwait(false);
        return new RecordingClient(client, Simulation.History, Name, options.Chroot);
    }

    /// <summary>Adds a line to the events that the message of a failure tells; part of the run's digest.</summary>
    public void Log(string what) => _kernel.Tell(Name, what);

    /// <inheritdoc />
    public override string ToString() => Name;

    /// <summary>Gives it its way to the ensemble.</summary>
    internal void Attach(FaultTransport transport, ITransport recorded)
    {
        _faultTransport = transport;
        _recordedTransport = recorded;
    }

    internal void End()
    {
        HasEnded = true;
        _ended.TrySetResult(true);
    }

    internal void SetClient(ICoordinationClient client) => _client = client;

    /// <summary>
    /// Whether one of its clients takes a session for proven now, or somebody who has nothing but its
    /// <see cref="ICoordinationSession.ValidUntil"/> to compare the clock with: that is not taken back when the session
    /// is given up early.
    /// </summary>
    internal bool Believes(SessionId session) => _clients.Exists(client =>
    {
        ICoordinationSession own = client.Session;
        return own.Id == session && (own.IsValid || TimeProvider.GetTimestamp() < own.ValidUntil);
    });

    internal void Tell(string what, string? subject, long? number) => _kernel.Tell(Name, what, subject, number);

    internal void Post(Action action) => TimeProvider.Post(action);

    private static InvalidOperationException NoEnsemble() =>
        new("The process has no ensemble: call Simulation.InMemory before Spawn.");
}
