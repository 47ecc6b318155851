using Coordination.Recipes.Leases;

namespace Coordination.Recipes.Locks;

/// <summary>A lock, or one permit of a semaphore, that is held until it is disposed or lost.</summary>
/// <remarks>
/// <para><b>Suspended</b> (disconnected, within the session's time-out): it is still held, and proven until
/// <see cref="ValidUntil"/>; a reconnect in time moves that on. <b>Lost</b>: the session is gone, or the znode was
/// deleted by somebody; <see cref="Lost"/> is cancelled before anybody else can be granted it, but by the latter.
/// After a <b>pause</b> of the process <see cref="IsHeld"/> tells at once, before any callback.</para>
/// <para>Asking for <see cref="Lost"/> or <see cref="RevocationRequested"/> for the first time sends one read, which
/// watches the lock's own znode.</para>
/// </remarks>
public sealed class LockLease : ILease, IGuardingLease
{
    private readonly LockGrant _grant;
    private int _isDisposed;

    internal LockLease(LockGrant grant) => _grant = grant;

    /// <summary>The znode of this holder; <see cref="RecipeExtensions.Guarded"/> checks it.</summary>
    public ZPath Path => _grant.Contender.Path;

    /// <summary>The zxid that created <see cref="Path"/>: grants follow the order of entering.</summary>
    public long FencingToken => _grant.Contender.Stat.Czxid.Value;

    /// <inheritdoc />
    public long ValidUntil => IsDisposed ? long.MinValue : _grant.ValidUntil;

    /// <inheritdoc />
    public bool IsHeld => !IsDisposed && _grant.IsHeld;

    /// <inheritdoc />
    public CancellationToken Lost => _grant.Lost;

    /// <summary>
    /// Cancelled when somebody asked for the lock by <see cref="DistributedMutex.RequestRevocationAsync"/>, or by
    /// Curator's <c>Revoker</c>. It is a wish: the lock is held until it is disposed.
    /// </summary>
    public CancellationToken RevocationRequested => _grant.RevocationRequested;

    internal LockGrant Grant => _grant;

    private bool IsDisposed => Volatile.Read(ref _isDisposed) != 0;

    /// <summary>
    /// Gives it back: from the call on it is no longer held, and when this ends the next in line may have it. Waits for
    /// the server no longer than the session stands; where that has gone there is nothing to give back. Idempotent.
    /// </summary>
    /// <exception cref="RequestRejectedException">The znode may not be deleted (<see cref="ErrorCode.NoAuth"/>).
    /// </exception>
    public ValueTask DisposeAsync() =>
        Interlocked.Exchange(ref _isDisposed, 1) != 0 ? default : _grant.ReleaseAsync();

    void IGuardingLease.AddGuards(ICoordinationTransaction transaction) => _grant.AddGuards(transaction);
}
