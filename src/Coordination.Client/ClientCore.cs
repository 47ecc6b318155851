using Coordination.Calls;
using Coordination.Diagnostics;
using Coordination.Internal;
using Coordination.Requests;
using Coordination.Sessions;
using Coordination.Streams;
using Coordination.Transports;
using Coordination.Watches;
using Coordination.Work;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coordination;

/// <summary>
/// The one gate of a client. Everything that happens to it (calls, answers, events, time) enters here, one at a time;
/// what is decided leaves as requests on the connection and as posted items: no code of the application runs inside.
/// </summary>
internal sealed class ClientCore
{
    private readonly Lock _gate = new();
    private readonly CoordinationClientOptions _options;
    private readonly RequestPipe _pipe;
    private readonly WatchHub _hub;
    private readonly SessionDriver _driver;
    private readonly List<Completion<bool>> _stopWaiters = [];
    private ITimer? _closeLimit;

    public ClientCore(IReadOnlyList<ITransport> transports, CoordinationClientOptions options)
    {
        _options = options;
        Clock = options.TimeProvider ?? CoordinationTime.Default;
        Scheduler = WorkScheduler.For(Clock);
        Chroot = Chroot.For(options.Chroot);
        Logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<CoordinationClient>();
        Caller = new Caller(this);
        _pipe = new RequestPipe(options, Clock);
        _hub = new WatchHub(this, _pipe);
        _driver = new SessionDriver(this, _pipe, _hub, transports, options, Logger);
    }

    public TimeProvider Clock { get; }

    public IWorkScheduler Scheduler { get; }

    public Chroot? Chroot { get; }

    public ILogger Logger { get; }

    public Caller Caller { get; }

    /// <summary>How the connection stands; inside the gate.</summary>
    public ConnectionState StateInside => _driver.State.State;

    public ICoordinationSession Session => _driver.Session;

    public ConnectionState State
    {
        get
        {
            lock (_gate)
                return _driver.State.State;
        }
    }

    /// <summary>A path of the ensemble's as the client sees it.</summary>
    public ZPath SeenPath(ZPath path) => Chroot is null ? path : Chroot.Strip(path);

    /// <summary>A path of the client's as the ensemble sees it.</summary>
    public ZPath FullPath(ZPath path) => Chroot is null ? path : Chroot.Add(path);

    public void Start()
    {
        lock (_gate)
            _driver.Start(Clock.GetTimestamp());
    }

    public bool TryRead<T, R>(in T request, out Answer<R> answer)
        where T : struct, IReadRequest<R>
        where R : Response
    {
        lock (_gate)
            return _pipe.TryRead(in request, out answer);
    }

    public bool TryWrite<T, R>(in T request, out Answer<R> answer)
        where T : struct, IRequest<R>
        where R : Response
    {
        lock (_gate)
            return _pipe.TryWrite(in request, out answer);
    }

    public void Submit(Call call, bool failFast = false)
    {
        lock (_gate)
        {
            if (_driver.IsEnding)
                call.End(_driver.EndedBy);
            else
                _pipe.Submit(call, failFast);
        }
    }

    /// <summary>A caller gives up: ends its call inside the gate.</summary>
    public void Withdraw(Call call, Action<Call> end)
    {
        lock (_gate)
        {
            end(call);
            _pipe.Withdraw(call);
        }
    }

    /// <summary>Changes something about the watches.</summary>
    public void WithWatches<TState>(TState state, Action<WatchHub, TState> change)
    {
        lock (_gate)
            change(_hub, state);
    }

    public void Subscribe(WatchStream stream)
    {
        lock (_gate)
        {
            if (_driver.IsEnding)
                stream.End(CallEnds.Describe(
                    _driver.EndedBy, mayHaveHappened: false, wasSent: false, stream.Path), isAtOnce: true);
            else
                _hub.Subscribe(stream);
        }
    }

    public void Join(ConnectionStream stream)
    {
        lock (_gate)
            _driver.Join(stream);
    }

    public void Leave(ConnectionStream stream)
    {
        lock (_gate)
            _driver.Leave(stream);
    }

    /// <summary>
    /// The clock says that a session is overdue: asks the ensemble, where that is possible in this process.
    /// </summary>
    public bool TryProve(ClientSession session)
    {
        lock (_gate)
            return _driver.TryProve(session, Clock.GetTimestamp());
    }

    /// <summary>Proves an identity now and on every later connection.</summary>
    public ValueTask<bool> AddAuthAsync(AuthCredentials auth, CancellationToken cancellationToken)
    {
        var done = new Completion<bool>(Scheduler);
        done.CancelWith(cancellationToken);
        Submit(new ControlCall<AuthRequest>(
            new AuthRequest(auth.Scheme, auth.Credentials),
            outlivesConnection: true,
            answer =>
            {
                _ = answer.Code == ErrorCode.Ok
                    ? done.TrySetResult(true)
                    : done.TrySetException(CoordinationException.For(answer.Code));
                _driver.AuthAnswered(auth, answer.Code, isNew: true);
            },
            end => done.TrySetException(CallEnds.Describe(end, mayHaveHappened: false, wasSent: false, path: null))));
        return done.Task;
    }

    /// <summary>
    /// Ends the client. What it held is over before the ensemble is told, so that nobody else can get it first.
    /// </summary>
    /// <param name="closesSession">Whether the session ends too; else it can be taken over elsewhere.</param>
    public ValueTask<bool> EndAsync(bool closesSession)
    {
        var done = new Completion<bool>(Scheduler);
        lock (_gate)
        {
            if (_driver.IsStopped)
                return new ValueTask<bool>(true);
            _stopWaiters.Add(done);
            if (_driver.IsEnding)
                return done.Task;

            _closeLimit = Clock.CreateTimer(
                // Not null: handed over.
                static state => ((ClientCore)state!).StopNow(), this, CloseLimit, Timeout.InfiniteTimeSpan);
            _driver.BeginEnding(
                closesSession || PlantedBugs.IsOn(PlantedBugs.DetachCloses) ? CloseSession : StopNow);
        }

        return done.Task;
    }

    public void OnTimer()
    {
        lock (_gate)
            _driver.Tick(Clock.GetTimestamp());
    }

    public void OnConnected(ConnectionSink sink, in ConnectResponse answer)
    {
        lock (_gate)
        {
            if (_driver.Uses(sink))
                _driver.Connected(Clock.GetTimestamp(), answer);
        }
    }

    public void OnAnswer(ConnectionSink sink, int xid, in Answer<Response> answer)
    {
        lock (_gate)
        {
            if (!_driver.Uses(sink) || _pipe.Answer(xid, answer, _hub.EventCount) is not { } call)
                return; // Of a connection that was left, or answered twice.
            long now = Clock.GetTimestamp();
            if (Telemetry.ObservesRequests)
                Telemetry.RequestAnswered(call, answer.Code, now, Clock);
            _driver.Answered(now, call.SentAt);
        }
    }

    public void OnEvent(ConnectionSink sink, WatchEvent change)
    {
        lock (_gate)
        {
            if (_driver.Uses(sink))
                _hub.OnEvent(change, _driver.State.State);
        }
    }

    public void OnClosed(ConnectionSink sink, CloseReason why)
    {
        lock (_gate)
        {
            if (_driver.Uses(sink))
                _driver.Closed(Clock.GetTimestamp(), why);
        }
    }

    /// <summary>The client has stopped for good; called inside the gate.</summary>
    public void OnStopped()
    {
        _closeLimit?.Dispose();
        foreach (Completion<bool> waiter in _stopWaiters)
            waiter.TrySetResult(true);
        _stopWaiters.Clear();
    }

    // A timer that is due at once may run inside the call that makes it.
    private TimeSpan CloseLimit =>
        _options.CloseTimeout < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : _options.CloseTimeout;

    private void CloseSession()
    {
        lock (_gate)
            _driver.CloseSession(Clock.GetTimestamp());
    }

    private void StopNow()
    {
        lock (_gate)
            _driver.Stop(Clock.GetTimestamp());
    }
}
