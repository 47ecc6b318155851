using System.Threading.Tasks.Sources;
using Coordination.Internal;
using Coordination.Requests;
using Coordination.Transports;
using Coordination.Watches;

namespace Coordination.Calls;

/// <summary>
/// A request that a caller awaits: decided once inside the gate, by its answer or its end, and continued in a posted
/// item.
/// </summary>
internal sealed class UserCall<T, R, TOut> : Call, IValueTaskSource<TOut>, IThreadPoolWorkItem
    where T : struct, IRequest<R>
    where R : Response
{
    private readonly ClientCore _core;
    private readonly T _request;
    private readonly ZPath _path;
    private readonly Projection<R, TOut> _project;
    private readonly OneShotArming? _arming;

    // Continuations run inside Execute, which is a posted item (STYLE.md §6): synchronous on purpose.
    private ManualResetValueTaskSourceCore<TOut> _source;
    private Answer<Response> _answer;
    private long _eventsBefore;
    private Exception? _error;
    private bool _isDecided;
    private CancellationTokenRegistration _cancellation;
    private ITimer? _deadline;

    public UserCall(
        ClientCore core, in T request, ZPath path, Projection<R, TOut> project, OneShotArming? arming, int bytes)
    {
        _core = core;
        _request = request;
        _path = path;
        _project = project;
        _arming = arming;
        Bytes = bytes;
    }

    public override bool IsRead => _request is IReadRequest<R> or SyncRequest;

    public override bool IsAwaited => !_isDecided;

    public override OpCode OpCode => _request.OpCode;

    /// <summary>What the caller awaits.</summary>
    public ValueTask<TOut> Task => new(this, _source.Version);

    /// <summary>Lets a token and a deadline end the waiting; before the call is submitted, outside the gate.</summary>
    public void GiveUpOn(CancellationToken cancellationToken, TimeSpan? deadline, TimeProvider clock)
    {
        if (deadline is { } time)
        {
            _deadline = clock.CreateTimer(
                static state => ((UserCall<T, R, TOut>)state!).OnDeadline(), // Not null: it is the state handed over.
                this,
                time,
                Timeout.InfiniteTimeSpan);
        }

        if (cancellationToken.CanBeCanceled)
        {
            _cancellation = cancellationToken.UnsafeRegister(
                static (state, token) => ((UserCall<T, R, TOut>)state!).OnCanceled(token), this); // Not null, as above.
        }
    }

    /// <summary>Nobody will await it any more.</summary>
    public void Abandon() => _core.Withdraw(this, static call => call.End(CallEnd.NotConnected));

    public override void SendOn(ITransportConnection connection, in RequestHeader header) =>
        connection.Send(header, _request);

    public override void Answer(in Answer<Response> answer, long eventsBefore)
    {
        if (_arming is { } arming)
            arming.Answered(answer, _path);
        _answer = answer;
        _eventsBefore = eventsBefore;
        Decide(null);
    }

    public override void End(CallEnd end)
    {
        if (PlantedBugs.IsOn(PlantedBugs.SuccessOnConnectionLoss)
            && WasSent && !IsRead && (end is CallEnd.ConnectionLost or CallEnd.SessionLost))
            Decide(null);
        else if (PlantedBugs.IsOn(PlantedBugs.LostWriteDidNotHappen) && end is CallEnd.SessionLost)
            Decide(CallEnds.Describe(end, mayHaveHappened: false, WasSent, _path));
        else
            Decide(CallEnds.Describe(end, mayHaveHappened: WasSent && !IsRead, WasSent, _path));
    }

    void IThreadPoolWorkItem.Execute()
    {
        _cancellation.Unregister();
        _deadline?.Dispose();
        TOut result = default!; // Used only where there is no error, and then the projection has set it.
        if ((_error ?? Project(out result)) is { } error)
            _source.SetException(error);
        else
            _source.SetResult(result);
    }

    TOut IValueTaskSource<TOut>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<TOut>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<TOut>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private Exception? Project(out TOut result)
    {
        var answer = new Answer<R>(_answer.Zxid, _answer.Code, _answer.Body as R);
        return _project(new Answered<R>(answer, _path, _core.Chroot, _eventsBefore), out result);
    }

    private void Decide(Exception? error)
    {
        if (_isDecided)
            return;
        _isDecided = true;
        _error = error;
        if (error is not null)
            _arming?.Watch.TryFail(error);
        _core.Scheduler.Post(this);
    }

    private void OnDeadline() => _core.Withdraw(this, static call => call.End(CallEnd.DeadlinePassed));

    private void OnCanceled(CancellationToken token) =>
        _core.Withdraw(this, call => ((UserCall<T, R, TOut>)call).Decide(new OperationCanceledException(token)));
}
