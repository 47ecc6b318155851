using Coordination.Requests;
using Coordination.Transports;
using Coordination.Work;

namespace Coordination.Testing;

/// <summary>
/// Puts faults between a client and any transport: messages that take time or are lost, connections that break or
/// cannot be made, partitions, sessions that end. What happens is drawn from a seed.
/// </summary>
/// <remarks>
/// In a simulation every process has one of these already: see <see cref="Simulation.InMemory"/>. By itself it serves a
/// test of one client on any clock; on real threads the draws are the same, but the order of threads is not.
/// </remarks>
public sealed class FaultTransport : ITransport
{
    private readonly Lock _lock = new();
    private readonly SimulatedProcess? _process;
    private readonly SimulatedProcess? _farProcess;
    private readonly List<FaultConnection> _connections = [];

    /// <summary>Wraps a transport.</summary>
    /// <param name="inner">Where requests go in the end.</param>
    /// <param name="faults">What goes wrong; a swarm draws its mix now.</param>
    /// <param name="seed">What the faults are drawn from.</param>
    /// <param name="timeProvider">The clock that messages take their time by.</param>
    public FaultTransport(ITransport inner, Faults faults, ulong seed, TimeProvider timeProvider)
        : this(inner, faults, new SeededRandom(seed), timeProvider, timeProvider)
    {
    }

    internal FaultTransport(
        ITransport inner, Faults faults, SeededRandom random, SimulatedProcess process, SimulatedProcess farProcess)
        : this(inner, faults, random, process.TimeProvider, farProcess.TimeProvider)
    {
        _process = process;
        _farProcess = farProcess;
        process.Crashed += AbortAll;
    }

    private FaultTransport(ITransport inner, Faults faults, SeededRandom random, TimeProvider near, TimeProvider far)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(faults);
        ArgumentNullException.ThrowIfNull(near);
        faults.Validate();
        Inner = inner;
        Random = random;
        Faults = faults.DrawMix(random);
        Near = near;
        Far = far;
    }

    /// <summary>
    /// What goes wrong from now on. Set <see cref="Faults.None"/> to see whether everything recovers.
    /// </summary>
    public Faults Faults { get; set; }

    /// <summary>Whether the client is cut off in at least one direction.</summary>
    public bool IsCut => LinkToFar.IsCut || LinkToNear.IsCut;

    internal ITransport Inner { get; }

    /// <summary>
    /// Draws under the lock of whatever draws; on real threads several connections share it at their own risk of order,
    /// not of safety.
    /// </summary>
    internal SeededRandom Random { get; }

    internal TimeProvider Near { get; }

    internal TimeProvider Far { get; }

    internal FaultLink LinkToFar { get; } = new();

    internal FaultLink LinkToNear { get; } = new();

    internal bool IsFarPaused => _farProcess is { IsPaused: true };

    /// <inheritdoc />
    public ITransportConnection Open(IConnectionSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var connection = new FaultConnection(this, sink);
        lock (_lock)
            _connections.Add(connection);
        connection.Open();
        return connection;
    }

    /// <summary>Breaks every connection; the client may connect again at once.</summary>
    public void Disconnect()
    {
        foreach (FaultConnection connection in Connections())
            connection.Break();
    }

    /// <summary>
    /// Cuts the client off: nothing arrives, and no connection can be made, until <see cref="Heal"/>.
    /// </summary>
    /// <param name="requests">Whether requests are held back.</param>
    /// <param name="answers">Whether answers are held back.</param>
    public void Partition(bool requests = true, bool answers = true)
    {
        Tell("is cut off", (requests, answers) switch
        {
            (true, true) => "both ways",
            (true, false) => "towards the ensemble",
            _ => "from the ensemble",
        });
        if (requests)
            LinkToFar.Cut();
        if (answers)
            LinkToNear.Cut();
    }

    /// <summary>Ends a partition: what was under way arrives now.</summary>
    public void Heal()
    {
        if (IsCut)
            Tell("is no longer cut off");
        LinkToFar.Heal();
        LinkToNear.Heal();
    }

    /// <summary>
    /// Ends the client's session at the ensemble, by a second connection that takes it over and closes it: so it works
    /// with every transport. The client learns of it when it is disconnected. Without effect while no session stands.
    /// </summary>
    /// <remarks>
    /// As whoever has the ticket does it, and unlike an expiry by silence, this comes before the client's
    /// <see cref="ICoordinationSession.ValidUntil"/>: two may believe to hold a lock, and only the fencing token tells.
    /// </remarks>
    public void ExpireSession()
    {
        foreach (FaultConnection connection in Connections())
        {
            if (connection.Ticket is not { } ticket)
                continue;
            Tell("is to lose its session", ticket.Id.ToString());
            Run(Far, () => new SessionEnder(Inner, ticket).Start());
        }
    }

    /// <summary>
    /// The longest time-out of a session that stands on one of the connections; zero while none does.
    /// </summary>
    internal TimeSpan SessionTimeout =>
        Connections().Select(connection => connection.SessionTimeout).Append(default).Max();

    internal TimeSpan DrawLatency() => Random.Chance(Faults.SlowMessage)
        ? Random.NextTime(Faults.MaxLatency, Faults.MaxSlowLatency)
        : Random.NextTime(Faults.MinLatency, Faults.MaxLatency);

    /// <summary>How long it takes until the end of a connection is noticed.</summary>
    internal TimeSpan DrawPatience() => Random.NextTime(Faults.MinLatency, 50 * Faults.MaxLatency);

    /// <summary>
    /// How long a connection that is dead without a sign goes on to look alive: mostly longer than a client waits.
    /// </summary>
    internal TimeSpan DrawSilence() => Random.NextTime(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));

    /// <summary>How late the last requests of an abandoned connection come.</summary>
    internal TimeSpan DrawLateness() => Random.NextTime(Faults.MaxLatency, Faults.MaxLateness);

    /// <summary>Runs something at the ensemble's end after a time.</summary>
    internal void FarAfter(TimeSpan time, Action action) => new DelayedWork(Far, action).Start(time);

    internal void Forget(FaultConnection connection)
    {
        lock (_lock)
            _connections.Remove(connection);
    }

    internal void Tell(string what, string? subject = null, long? number = null) =>
        _process?.Tell(what, subject, number);

    internal void TellRequest<T>(string what, in T request, int xid)
        where T : struct, IRequest =>
        _process?.Tell(what, RequestText.Of(request), xid);

    internal void TellEvent(WatchEvent change) =>
        _process?.Tell("sees", $"{change.Type} {change.Path}", change.Zxid?.Value);

    private FaultConnection[] Connections()
    {
        lock (_lock)
            return [.. _connections];
    }

    private void AbortAll()
    {
        foreach (FaultConnection connection in Connections())
            connection.Abort();
    }

    private static void Run(TimeProvider where, Action action) => WorkScheduler.For(where).Post(action);
}
