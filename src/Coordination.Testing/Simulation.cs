using Coordination.Ensemble;
using Coordination.Tree.Commands;
using Coordination.Work;

namespace Coordination.Testing;

/// <summary>
/// A world of simulated processes on virtual time, in which everything that can differ from run to run is drawn from
/// one seed: an application's coordination code is tested in milliseconds against pauses, lost answers and expired
/// sessions, and every failure can be replayed.
/// </summary>
/// <remarks>
/// One plain thread runs everything. Simulated code may await what comes from a process's client or clock: calls,
/// timers, <see cref="TimeProviderExtensions.DelayAsync"/>, <c>WaitAsync</c> with the clock, <c>WhenAll</c> and
/// <c>WhenAny</c>, iterators. What leaves the thread is caught: see <see cref="SimulationEscapedException"/>.
/// </remarks>
public sealed class Simulation
{
    /// <summary>
    /// The environment variable that makes <see cref="SweepAsync"/> run one seed only: the one to replay.
    /// </summary>
    public const string SeedVariable = "COORDINATION_SEED";

    private readonly SimulationKernel _kernel;
    private readonly SimulationOptions _options;
    private readonly Dictionary<string, SimulatedProcess> _processes = new(StringComparer.Ordinal);
    private readonly List<SpawnedBody> _bodies = [];
    private readonly SimulatedProcess _test = null!; // Null only until the constructor has made it.
    private readonly SimulationRecord _record;
    private readonly SimulationFaults _faults;
    private Faults _mix = Faults.None;
    private int _nextProcess;
    private Completion<bool>? _quiet;

    internal Simulation(ulong seed, SimulationKernel kernel, SimulationOptions options)
    {
        Seed = seed;
        _kernel = kernel;
        _options = options;
        Random = kernel.Random.Fork("test");
        _test = AddProcess("test");
        _record = new SimulationRecord(() => Elapsed, IsAlive, options.ClockDriftPpm);
        _faults = new SimulationFaults(kernel.Random, _test.TimeProvider);
        Check = new SimulationChecks(_record);
    }

    /// <summary>What the run is drawn from.</summary>
    public ulong Seed { get; }

    /// <summary>Random numbers for simulated code.</summary>
    public SeededRandom Random { get; }

    /// <summary>The clock of the test's own body.</summary>
    public SimulatedTimeProvider TimeProvider => _test.TimeProvider;

    /// <summary>Virtual time since the run began.</summary>
    public TimeSpan Elapsed => new(_kernel.NowTicks);

    /// <summary>Judges what has happened so far.</summary>
    public SimulationChecks Check { get; }

    /// <summary>
    /// What the clients of all processes asked and were answered; record what a test does itself here too.
    /// </summary>
    public History History => _record.History;

    /// <summary>The ensemble of this world; null before <see cref="InMemory"/>.</summary>
    public SimulatedEnsemble? Ensemble => _record.Ensemble;

    /// <summary>Whether every spawned body has ended, by itself or by a crash of its process.</summary>
    public bool IsQuiet => _bodies.Count == 0;

    /// <summary>Runs one simulated world.</summary>
    /// <param name="seed">What everything in it is drawn from.</param>
    /// <param name="body">
    /// The test: it spawns processes, waits, and checks. The run ends with it; what still runs then is dropped.
    /// </param>
    /// <param name="options">Bounds; null for the defaults.</param>
    /// <returns>A task that ends with the run, on the thread pool.</returns>
    /// <exception cref="SimulationFailedException">
    /// The body or a spawned one threw, everything stands still with a body unfinished, or a bound was passed.
    /// </exception>
    public static Task<SimulationReport> RunAsync(
        ulong seed, Func<Simulation, Task> body, SimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        options ??= new SimulationOptions();
        options.Validate();
        return SimulationRunner.RunAsync(seed, body, options);
    }

    /// <summary>
    /// Runs the same test for many seeds, as many at a time as there are processors; every hundredth twice, to see that
    /// it is deterministic. Ends at the first failure.
    /// </summary>
    /// <param name="seeds">
    /// How many seeds, counted from <paramref name="firstSeed"/>. With <see cref="SeedVariable"/> set only that one is
    /// run.
    /// </param>
    /// <param name="body">The test of one seed.</param>
    /// <param name="firstSeed">Where to begin; 1 by default.</param>
    /// <param name="options">Bounds of each run; null for the defaults.</param>
    /// <returns>One report per seed, in order of seeds.</returns>
    /// <exception cref="SimulationFailedException">
    /// A run failed: the one with the smallest seed of those that did.
    /// </exception>
    public static Task<IReadOnlyList<SimulationReport>> SweepAsync(
        int seeds, Func<Simulation, Task> body, ulong firstSeed = 1, SimulationOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        ArgumentNullException.ThrowIfNull(body);
        options ??= new SimulationOptions();
        options.Validate();
        return SimulationSweep.RunAsync(seeds, body, firstSeed, options);
    }

    /// <summary>
    /// Starts an ensemble in memory, as a process of its own. Processes spawned later are its clients.
    /// </summary>
    /// <param name="faults">
    /// What goes wrong between it and each of its clients, and with these; a swarm draws its mix now.
    /// </param>
    /// <param name="options">
    /// How it serves; its clock and its random numbers are the simulation's. Null for the defaults.
    /// </param>
    /// <param name="remembersAnswers">
    /// Whether a write whose answer was lost may be sent again without being done twice, as with every ensemble of
    /// ours. False: as with Apache ZooKeeper, so that its outcome is unknown.
    /// </param>
    /// <exception cref="InvalidOperationException">There is one already.</exception>
    public SimulatedEnsemble InMemory(
        Faults? faults = null, EnsembleOptions? options = null, bool remembersAnswers = true)
    {
        if (_record.Ensemble is not null)
            throw new InvalidOperationException("A simulated world has one ensemble.");
        faults ??= Faults.None;
        faults.Validate();
        _mix = faults.DrawMix(_kernel.Random.Fork("mix"));
        SimulatedProcess process = AddProcess("ensemble");
        var ensemble = new SimulatedEnsemble(
            process, _kernel.Random.Fork("passwords"), options ?? new EnsembleOptions(), remembersAnswers,
                RememberExpiry);
        _record.Ensemble = ensemble;
        History.LastZxid = () => ensemble.LastZxid;
        _faults.Start(process, _mix, transport: null);
        return ensemble;
    }

    /// <summary>Starts a process that runs a body; its first item runs when the caller waits for something.</summary>
    /// <param name="name">What to call it; unique among the processes that live.</param>
    /// <param name="body">
    /// What it does. An exception out of it fails the run. With an ensemble in the world it begins when
    /// <see cref="SimulatedProcess.Client"/> is connected, and that is disposed after it.
    /// </param>
    /// <param name="client">
    /// Choices for its client; the clock and the random numbers are the simulation's. Null for the defaults.
    /// </param>
    public SimulatedProcess Spawn(
        string name, Func<SimulatedProcess, Task> body, CoordinationClientOptions? client = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Start(AddProcess(name), body, client);
    }

    /// <summary>
    /// Starts a crashed process again, on the machine it ran on: its clock goes on, its memory is gone. To history and
    /// checks it is another process, called as the first with a number behind: <c>a/2</c>.
    /// </summary>
    /// <param name="crashed">Which.</param>
    /// <param name="body">What it does now: see <see cref="Spawn"/>.</param>
    /// <param name="client">
    /// Choices for its client. With <see cref="CoordinationClientOptions.Resume"/> it takes up the session of a ticket
    /// that it had written down. Null for the defaults.
    /// </param>
    /// <exception cref="InvalidOperationException">It has not crashed.</exception>
    public SimulatedProcess Restart(
        SimulatedProcess crashed, Func<SimulatedProcess, Task> body, CoordinationClientOptions? client = null)
    {
        ArgumentNullException.ThrowIfNull(crashed);
        ArgumentNullException.ThrowIfNull(body);
        if (!crashed.IsCrashed)
            throw new InvalidOperationException($"The process '{crashed}' has not crashed.");
        return Start(AddProcess(crashed.TakeNextName(), crashed), body, client);
    }

    /// <summary>
    /// Cuts a process off from the ensemble until <see cref="Heal"/>: see <see cref="FaultTransport.Partition"/>.
    /// </summary>
    public void Partition(SimulatedProcess process, bool requests = true, bool answers = true)
    {
        ArgumentNullException.ThrowIfNull(process);
        process.Transport.Partition(requests, answers);
    }

    /// <summary>Ends a partition.</summary>
    public void Heal(SimulatedProcess process)
    {
        ArgumentNullException.ThrowIfNull(process);
        process.Transport.Heal();
    }

    /// <summary>
    /// Ends a client's session at the ensemble, as another holder of its ticket could: see
    /// <see cref="FaultTransport.ExpireSession"/>. For an expiry by silence, cut the process off for longer than the
    /// session's time-out.
    /// </summary>
    public void ExpireSession(ICoordinationClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (_record.Ensemble is not { } ensemble)
            throw new InvalidOperationException("There is no ensemble in this world.");
        SessionTicket ticket = client.Session.Ticket;
        _test.Tell("ends the session", ticket.Id.ToString(), number: null);
        ensemble.Process.Post(() => new SessionEnder(ensemble.Transport, ticket).Start());
    }

    /// <summary>
    /// Lets happen what a schedule says, at its times from now on, besides what the faults of
    /// <see cref="InMemory"/> bring; until <see cref="StopFaults"/>. It may come before processes are spawned.
    /// </summary>
    public void Play(FaultSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        _kernel.CheckThread(_test.Name);
        new SchedulePlayer(this).Start(schedule);
    }

    /// <summary>
    /// Nothing goes wrong any more: partitions heal, and messages arrive. Then everything must recover.
    /// </summary>
    public void StopFaults()
    {
        _test.Log("sees the faults end");
        AreFaultsStopped = true;
        _mix = Faults.None;
        _faults.Stop();
    }

    /// <summary>Waits until every spawned body has ended.</summary>
    public async Task RunUntilQuietAsync()
    {
        _kernel.CheckThread(_test.Name);
        if (IsQuiet)
            return;
        if (_quiet is not null)
            throw new InvalidOperationException("The simulation is waited for already.");
        _quiet = new Completion<bool>(TimeProvider);
        await _quiet.Task.ConfigureAwait(false);
        _quiet = null;
    }

    /// <summary>Stops a process for a time: see <see cref="SimulatedProcess.Pause"/>.</summary>
    public void Pause(SimulatedProcess process, TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(process);
        process.Pause(time);
    }

    /// <summary>Ends the run, as an exception out of a body does; for code that nobody awaits.</summary>
    public void Fail(string reason) => _kernel.Fail(new CheckFailedException(reason));

    /// <summary>Adds a line to the events that the message of a failure tells; part of the run's digest.</summary>
    public void Log(string what) => _test.Log(what);

    internal bool AreFaultsStopped { get; private set; }

    /// <summary>The processes with a way to the ensemble, in the order in which they were spawned.</summary>
    internal SimulatedProcess[] Clients =>
        [.. _processes.Values.Where(process => process.HasTransport).OrderBy(process => process.Number)];

    /// <summary>Whether the process of the test's own body is there.</summary>
    internal bool IsStarted => _test is not null;

    /// <summary>Starts the test's own body, as an item like all others.</summary>
    internal SpawnedBody Start(Func<Simulation, Task> body)
    {
        var main = new SpawnedBody(_test, _ => body(this), Ended);
        _test.TimeProvider.Post(main);
        return main;
    }

    internal SimulatedProcess AddProcess(string name, SimulatedProcess? before = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _kernel.CheckThread(name);
        if (_processes.TryGetValue(name, out SimulatedProcess? other) && !other.IsCrashed)
            throw new ArgumentException($"There is a process '{name}' already.", nameof(name));
        var process = new SimulatedProcess(_kernel, this, name, _nextProcess++, _options, before);
        _processes[name] = process;
        return process;
    }

    private SimulatedProcess Start(
        SimulatedProcess process, Func<SimulatedProcess, Task> body, CoordinationClientOptions? client)
    {
        if (_record.Ensemble is not { } ensemble)
        {
            Run(process, body);
            return process;
        }

        var transport = new FaultTransport(
            ensemble.Transport, _mix, _kernel.Random.Fork("network of " + process), process, ensemble.Process);
        process.Attach(transport, new ConnectionRecorder(transport, process.Name, _record.Wire));
        _faults.Start(process, _mix, transport);
        Run(process, running => RunWithClientAsync(running, body, client));
        return process;
    }

    /// <summary>What has not ended, as part of a sentence.</summary>
    internal string DescribePending()
    {
        const int Told = 10;
        IEnumerable<string> calls = History.Operations.Where(operation => operation.ReturnedAt is null)
            .Take(Told).Select(operation => $"{operation.Process}: {operation.Input}, since {operation.InvokedAt}");
        string pending = string.Join("; ", calls);
        return DescribeBodies() + (pending.Length == 0 ? "" : ", with the calls " + pending);
    }

    private string DescribeBodies() =>
        _bodies.Count == 0
            ? "the test's own body" : string.Join(", ", _bodies.Select(body => $"the body of '{body.Process}'"));

    private static async Task RunWithClientAsync(
        SimulatedProcess process, Func<SimulatedProcess, Task> body, CoordinationClientOptions? options)
    {
        ICoordinationClient client = await process.ConnectAsync(options).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            process.SetClient(client);
            await body(process).ConfigureAwait(false);
        }
    }

    private bool IsAlive(string process) =>
        _processes.TryGetValue(process, out SimulatedProcess? found) && !found.IsCrashed && !found.HasEnded;

    private void RememberExpiry(Command ordered)
    {
        if (ordered.Body is not ExpireSessionRequest expire)
            return;
        SimulatedProcess? believer = _processes.Values.FirstOrDefault(process => process.Believes(expire.Session));
        _kernel.Tell("ensemble", "expires", expire.Session.ToString(), ordered.Zxid.Value);
        _record.Expiries.Add(new Expiry(expire.Session, Elapsed, (int)ordered.Zxid.Value - 1, believer?.Name));
    }

    private void Run(SimulatedProcess process, Func<SimulatedProcess, Task> body)
    {
        var spawned = new SpawnedBody(process, body, Ended);
        _bodies.Add(spawned);
        process.Crashed += () => Forget(spawned);
        process.TimeProvider.Post(spawned);
    }

    private void Ended(SpawnedBody body, Exception? error)
    {
        _kernel.CheckThread(body.Process.Name);
        if (error is not null && !body.Process.IsCrashed)
            _kernel.Fail(body.Process == _test ? error : new SpawnedBodyException(body.Process.Name, error));
        body.Process.End();
        Forget(body);
    }

    private void Forget(SpawnedBody body)
    {
        if (_bodies.Remove(body) && IsQuiet)
            _quiet?.TrySetResult(true);
    }
}
