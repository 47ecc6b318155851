using Coordination.Recipes.Contenders;
using Coordination.Recipes.Leases;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Locks;

/// <summary>
/// What was granted to a contender, until the last <see cref="LockLease"/> on it is disposed or it is lost. It hangs on
/// the session: it is proven as long as that is. Whoever asks for one of its tokens makes it watch its own znode too,
/// so that a deletion by hand and a request to give it back are told; who does not ask pays nothing for that.
/// </summary>
internal sealed class LockGrant : IGuardingLease
{
    private readonly ContenderLine _line;
    private readonly ILogger _logger;
    private readonly Lock _sync = new();
    private readonly CancellationTokenSource _revocation = new();
    private LossSignal? _loss;
    private int _leaseCount = 1;
    private volatile bool _isLost;

    public LockGrant(ContenderLine line, Contender contender, string id, ILogger logger)
    {
        _line = line;
        _logger = logger;
        Contender = contender;
        Id = id;
    }

    public Contender Contender { get; }

    public string Id { get; }

    public bool IsHeld => !_isLost && Volatile.Read(ref _leaseCount) > 0 && Contender.Session.IsValid;

    public long ValidUntil => _isLost ? long.MinValue : Contender.Session.ValidUntil;

    public CancellationToken Lost => WatchedLoss().Token;

    public CancellationToken RevocationRequested
    {
        get
        {
            _ = WatchedLoss();
            return _revocation.Token;
        }
    }

    /// <summary>One more lease on it; false where it is no longer held.</summary>
    public bool TryShare()
    {
        lock (_sync)
        {
            if (!IsHeld)
                return false;
            _leaseCount++;
            return true;
        }
    }

    /// <summary>One lease fewer; with the last one the place in line is given up.</summary>
    public ValueTask ReleaseAsync()
    {
        lock (_sync)
        {
            if (--_leaseCount > 0)
                return default;
            _loss?.Stop();
        }

        return _line.LeaveAsync(Contender);
    }

    public void AddGuards(ICoordinationTransaction transaction) => transaction.Check(Contender.Path);

    private LossSignal WatchedLoss()
    {
        lock (_sync)
        {
            if (_loss is not null)
                return _loss;
            _loss = new LossSignal(_line.Client, Contender.Session, _logger);
            if (_leaseCount == 0)
                _loss.Stop();
        }

        _ = WatchOwnZnodeAsync(_loss);
        return _loss;
    }

    private async Task WatchOwnZnodeAsync(LossSignal loss)
    {
        CancellationToken gone = Contender.Session.Lost;
        try
        {
            while (Volatile.Read(ref _leaseCount) > 0)
            {
                using var watches = new WatchSet(_line.Client);
                ZNode? znode = await watches.ReadAsync(Contender.Path, gone).ConfigureAwait(false);
                if (Volatile.Read(ref _leaseCount) == 0)
                    return;
                if (znode is null)
                {
                    _isLost = true;
                    loss.Declare();
                    return;
                }

                if (HolderData.IsRevoked(znode.Value.Data.Span))
                    loss.Tell(_revocation);
                await watches.FiredAsync(gone).ConfigureAwait(false);
            }
        }
        catch (Exception over) when (over is CoordinationException or OperationCanceledException
            or ObjectDisposedException)
        {
            // The session is gone, which the signal tells by itself; or the znode may not be read.
        }
    }
}
