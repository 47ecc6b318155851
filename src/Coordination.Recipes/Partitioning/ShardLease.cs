using Coordination.Recipes.Contenders;
using Coordination.Recipes.Leases;
using Coordination.Recipes.Locks;

namespace Coordination.Recipes.Partitioning;

/// <summary>That a member owns a shard, from the claim until its work has ended or the lease is lost.</summary>
/// <remarks>
/// <b>Suspended</b>: it is owned, and proven until <see cref="ValidUntil"/>. <b>Lost</b>: the session is gone, or the
/// znode was deleted by somebody. After a <b>pause</b> <see cref="IsHeld"/> tells at once.
/// </remarks>
public sealed class ShardLease : ILease, IGuardingLease
{
    private readonly LockGrant _grant;
    private int _isOver;

    internal ShardLease(int shard, LockGrant grant)
    {
        Shard = shard;
        _grant = grant;
    }

    /// <summary>The shard, from 0.</summary>
    public int Shard { get; }

    /// <summary>The zxid of the claim: it grows from owner to owner.</summary>
    public long FencingToken => _grant.Contender.Stat.Czxid.Value;

    /// <inheritdoc />
    public long ValidUntil => IsOver ? long.MinValue : _grant.ValidUntil;

    /// <inheritdoc />
    public bool IsHeld => !IsOver && _grant.IsHeld;

    /// <inheritdoc />
    public CancellationToken Lost => _grant.Lost;

    internal Contender Contender => _grant.Contender;

    private bool IsOver => Volatile.Read(ref _isOver) != 0;

    /// <summary>
    /// Gives the shard up before its work has ended: from the call on it is not owned any more. It is done by itself
    /// when the work returns. Idempotent.
    /// </summary>
    public ValueTask DisposeAsync() =>
        Interlocked.Exchange(ref _isOver, 1) != 0 ? default : _grant.ReleaseAsync();

    void IGuardingLease.AddGuards(ICoordinationTransaction transaction) => _grant.AddGuards(transaction);
}
