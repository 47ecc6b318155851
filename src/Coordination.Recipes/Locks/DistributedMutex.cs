using Coordination.Recipes.Contenders;

namespace Coordination.Recipes.Locks;

/// <summary>
/// A lock that one contender holds at a time, of all processes and machines that use the ensemble. It is fair: granted
/// in the order of entering, and each contender watches the one before it only, so that a release wakes one.
/// </summary>
/// <remarks>
/// <para>Contenders are ephemeral sequential znodes below the lock's path, which is a container where the server has
/// them. Curator's <c>InterProcessMutex</c> contends for the same lock, and kazoo's <c>Lock</c> as
/// <see cref="LockLayout"/> says.</para>
/// <para><b>Suspended</b> while waiting: the place is kept. <b>Lost</b> while waiting: the contender enters again, at
/// the end, when the next session stands. For the holder see <see cref="LockLease"/>. <b>Cancelled</b> while waiting:
/// the place is given up at once, and nothing is left behind. A <b>lost answer</b> to the creation of the znode leaves
/// no orphan: it is found again by its name.</para>
/// <para>Objects are cheap and hold nothing; make one per use or keep one.</para>
/// </remarks>
public sealed class DistributedMutex
{
    private static readonly string[] Labels = [LockLabels.Curator, LockLabels.Kazoo];

    private readonly ICoordinationClient _client;
    private readonly LockAcquirer _acquirer;

    internal DistributedMutex(ICoordinationClient client, ZPath path, LockOptions options)
    {
        _client = client;
        Path = path;
        var line = new ContenderLine(client, path);
        var rule = new MutexRule(
            line, static (children, mine) => LockQueue.Decide(children, mine, permits: 1, Labels));
        _acquirer = new LockAcquirer(line, rule, LockLabels.Curator, () => NextPrefix(client, options.Layout), options);
    }

    /// <summary>The znode below which contenders stand.</summary>
    public ZPath Path { get; }

    /// <summary>Waits until the lock is granted.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="RequestRejectedException">The path may not be used (<see cref="ErrorCode.NoAuth"/>), or below
    /// an ephemeral znode.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public ValueTask<LockLease> AcquireAsync(CancellationToken cancellationToken = default) =>
        _acquirer.AcquireAsync(cancellationToken);

    /// <summary>As <see cref="AcquireAsync"/>, but gives up after a time.</summary>
    /// <param name="timeout">
    /// How long to wait, the connection included. Zero, the default: not for others, only for the answers of the
    /// ensemble.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The lease; null where the time is over.</returns>
    public ValueTask<LockLease?> TryAcquireAsync(
        TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        LockAcquirer.CheckTimeout(timeout);
        return _acquirer.TryAcquireAsync(timeout, cancellationToken);
    }

    private static ContenderPrefix NextPrefix(ICoordinationClient client, LockLayout layout) => layout switch
    {
        LockLayout.Both => ContenderNames.Both(client, LockLabels.Curator, LockLabels.Kazoo),
        LockLayout.Kazoo => ContenderNames.Kazoo(client, LockLabels.Kazoo),
        _ => ContenderNames.Curator(client, LockLabels.Curator),
    };

    /// <summary>Who holds the lock and who waits for it since when, in the order of the line.</summary>
    public ValueTask<IReadOnlyList<LockContender>> GetContendersAsync(CancellationToken cancellationToken = default) =>
        LineReader.ReadAsync(_client, Path, static line => Math.Min(line.Count, 1), Labels, cancellationToken);

    /// <summary>
    /// Asks a holder, or one that waits, to give the lock back: see <see cref="LockLease.RevocationRequested"/>. It
    /// reaches Curator's revocable locks too.
    /// </summary>
    /// <param name="contender">One of <see cref="GetContendersAsync"/>; its id in the znode is written over.</param>
    /// <param name="cancellationToken">Stops the waiting, not the request.</param>
    /// <returns>False where it has left already.</returns>
    public async ValueTask<bool> RequestRevocationAsync(
        LockContender contender, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contender);
        try
        {
            await _client.SetAsync(contender.Path, HolderData.Revoke, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            return true;
        }
        catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
        {
            return false;
        }
    }
}
