using Coordination.Recipes.Leases;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Presence;

/// <summary>That a znode is there, for as long as its session stands and nobody deletes it.</summary>
internal sealed class PresenceLease : ILease, IGuardingLease
{
    private readonly PresentZnode _znode;
    private readonly ICoordinationSession _session;
    private readonly LossSignal _loss;
    private volatile bool _isOver;

    public PresenceLease(
        PresentZnode znode, ICoordinationClient client, ICoordinationSession session, Zxid created, ILogger logger)
    {
        _znode = znode;
        _session = session;
        Created = created;
        _loss = new LossSignal(client, session, logger);
    }

    public Zxid Created { get; }

    public ICoordinationSession Session => _session;

    public long FencingToken => Created.Value;

    public long ValidUntil => _isOver ? long.MinValue : _session.ValidUntil;

    public bool IsHeld => !_isOver && _session.IsValid;

    public CancellationToken Lost => _loss.Token;

    /// <summary>The znode is another's, or deleted.</summary>
    public void Lose()
    {
        _isOver = true;
        _loss.Declare();
    }

    /// <summary>It is given up by its holder: nobody is told.</summary>
    public void Stop()
    {
        _isOver = true;
        _loss.Stop();
    }

    /// <summary>Cancels another token that users see, in the posted item that calls this.</summary>
    public void Tell(CancellationTokenSource source) => _loss.Tell(source);

    public ValueTask DisposeAsync() => _znode.DisposeAsync();

    void IGuardingLease.AddGuards(ICoordinationTransaction transaction) => transaction.Check(_znode.Path);
}
