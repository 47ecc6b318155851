using Coordination.Internal;
using Coordination.Recipes.Internal;
using Coordination.Recipes.Leases;
using Coordination.Recipes.Locks;

namespace Coordination.Recipes.Election;

/// <summary>One term of a leader: from the grant until it resigns, hands over or loses it.</summary>
/// <remarks>
/// <b>Suspended</b>: it still leads, proven until <see cref="ValidUntil"/>; <b>lost</b>: the session is gone or the
/// candidate's znode was deleted, and <see cref="Lost"/> is cancelled; after a <b>pause</b> <see cref="IsHeld"/> tells
/// at once.
/// </remarks>
public sealed class Leadership : ILease, IGuardingLease
{
    private readonly ICoordinationClient _client;
    private readonly LockGrant _candidacy;
    private readonly ZPath _election;
    private readonly Stat _grant;
    private int _isOver;

    internal Leadership(ICoordinationClient client, LockGrant candidacy, in Stat grant)
    {
        _client = client;
        _candidacy = candidacy;
        _election = candidacy.Contender.Path.Parent;
        _grant = grant;
    }

    /// <summary>The candidate's znode.</summary>
    public ZPath Path => _candidacy.Contender.Path;

    /// <summary>
    /// The zxid of the write that granted, on the election's own znode: it grows from leader to leader, also where
    /// priority or a hand-over made a later candidate lead before an earlier one.
    /// </summary>
    public long FencingToken => PlantedBugs.IsOn(PlantedRecipeBugs.TokenOfEntry)
        ? _candidacy.Contender.Stat.Czxid.Value : _grant.Mzxid.Value;

    /// <inheritdoc />
    public long ValidUntil => IsOver ? long.MinValue : _candidacy.ValidUntil;

    /// <inheritdoc />
    public bool IsHeld => !IsOver && _candidacy.IsHeld;

    /// <inheritdoc />
    public CancellationToken Lost => _candidacy.Lost;

    private bool IsOver => Volatile.Read(ref _isOver) != 0;

    /// <summary>
    /// Hands the leadership over to who comes next, in one step: at no moment does nobody have the grant, and this one
    /// has stopped leading before. Then it is over, as if disposed. Where nobody else is there it resigns.
    /// </summary>
    /// <param name="cancellationToken">Stops the waiting; it is over in any case.</param>
    /// <returns>Whether somebody leads now to whom it was handed over.</returns>
    public async ValueTask<bool> HandOverAsync(CancellationToken cancellationToken = default)
    {
        if (!PlantedBugs.IsOn(PlantedRecipeBugs.LeadsAfterHandOver) && Interlocked.Exchange(ref _isOver, 1) != 0)
            return false;
        bool isHandedOver = false;
        try
        {
            var handOver = new HandOver(_client, _election, _candidacy.Contender, _grant.Version);
            isHandedOver = await handOver.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _isOver, 1);
            ValueTask released = _candidacy.ReleaseAsync();
            if (!cancellationToken.IsCancellationRequested)
                await released.ConfigureAwait(false);
        }

        return isHandedOver;
    }

    /// <summary>
    /// Resigns: from the call on it leads no more, and when this ends the next may. Waits for the server no longer than
    /// the session stands. Idempotent.
    /// </summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _isOver, 1) != 0 ? default : _candidacy.ReleaseAsync();

    void IGuardingLease.AddGuards(ICoordinationTransaction transaction) =>
        transaction.Check(Path).Check(_election, _grant.Version);
}
