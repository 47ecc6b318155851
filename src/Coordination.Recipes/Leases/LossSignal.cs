using Coordination.Work;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Leases;

/// <summary>
/// The token that tells a holder of its loss: cancelled with the session, or when the loss is declared, always in a
/// posted item; never any more once the lease was given back.
/// </summary>
internal sealed partial class LossSignal : IThreadPoolWorkItem
{
    private readonly CancellationTokenSource _source = new();
    private readonly IWorkScheduler _scheduler;
    private readonly ILogger _logger;
    private CancellationTokenRegistration _session;
    private int _isStopped;

    public LossSignal(ICoordinationClient client, ICoordinationSession session, ILogger logger)
    {
        _scheduler = WorkScheduler.For(client.TimeProvider);
        _logger = logger;
        Token = _source.Token;
        // Not null: it is the state handed over.
        _session = session.Lost.UnsafeRegister(static state => ((LossSignal)state!).Cancel(), this);
    }

    public CancellationToken Token { get; }

    /// <summary>Tells of a loss that is known before the session's.</summary>
    public void Declare() => _scheduler.Post(this);

    /// <summary>The lease was given back: nobody is told any more.</summary>
    public void Stop()
    {
        Volatile.Write(ref _isStopped, 1);
        _session.Unregister();
    }

    void IThreadPoolWorkItem.Execute() => Cancel();

    private void Cancel()
    {
        if (Volatile.Read(ref _isStopped) == 0)
            Tell(_source);
    }

    /// <summary>Cancels a token that users see; what their callbacks throw is logged.</summary>
    public void Tell(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (AggregateException failure)
        {
            // Callbacks are the application's; they must not end the process from here.
            Log.LostCallbackFailed(_logger, failure);
        }
    }
}
