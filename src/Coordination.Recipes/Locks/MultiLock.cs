using Coordination.Internal;
using Coordination.Recipes.Internal;

namespace Coordination.Recipes.Locks;

/// <summary>
/// Several mutexes as one: all are held or none. Whatever the order in which they are named, they are taken in the
/// order of their paths, so that two who want some of the same never wait for each other.
/// </summary>
/// <remarks>
/// While it waits for one it holds those before it; loses it one of these, it begins again. When suspended, cancelled
/// or paused it is as with <see cref="DistributedMutex"/>; it is lost as soon as one of them is.
/// </remarks>
public sealed class MultiLock
{
    private readonly ICoordinationClient _client;
    private readonly ZPath[] _sorted;
    private readonly LockOptions _options;

    internal MultiLock(ICoordinationClient client, IReadOnlyList<ZPath> paths, LockOptions options)
    {
        _client = client;
        _options = options;
        Paths = [.. paths];
        _sorted = [.. paths];
        if (!PlantedBugs.IsOn(PlantedRecipeBugs.TakesInAnyOrder))
            Array.Sort(_sorted);
    }

    /// <summary>The mutexes, as they were named.</summary>
    public IReadOnlyList<ZPath> Paths { get; }

    /// <summary>Waits until all are granted.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; none is held.</exception>
    public async ValueTask<MultiLease> AcquireAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (await AcquireAllAsync(cancellationToken).ConfigureAwait(false) is { } all)
                return all;
        }
    }

    /// <summary>As <see cref="AcquireAsync"/>, but gives up after a time; null where it is over.</summary>
    public async ValueTask<MultiLease?> TryAcquireAsync(
        TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        LockAcquirer.CheckTimeout(timeout);
        if (timeout == TimeSpan.Zero)
            return await TryAcquireAllAsync(cancellationToken).ConfigureAwait(false);
        using var late = new CancellationTokenSource(timeout, _client.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await AcquireAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Takes one after the other; null, with nothing held, where one was lost meanwhile.</summary>
    private async ValueTask<MultiLease?> AcquireAllAsync(CancellationToken cancellationToken)
    {
        var held = new List<LockLease>(_sorted.Length);
        CancellationTokenSource? firstLost = null;
        MultiLease? all = null;
        try
        {
            foreach (ZPath path in _sorted)
            {
                LockLease lease = await _client.Lock(path, _options)
                    .AcquireAsync(firstLost?.Token ?? cancellationToken).ConfigureAwait(false);
                held.Add(lease);
                if (!PlantedBugs.IsOn(PlantedRecipeBugs.IgnoresEarlierLoss))
                    firstLost ??= LinkLoss(lease, cancellationToken);
            }

            return all = Combine(held);
        }
        catch (OperationCanceledException)
        {
            // By the caller's token, or because the session went with what was held.
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
        finally
        {
            firstLost?.Dispose();
            if (all is null)
                Abandon(held);
        }
    }

    /// <summary>Takes all that are free now; null, with nothing held, where one is not.</summary>
    private async ValueTask<MultiLease?> TryAcquireAllAsync(CancellationToken cancellationToken)
    {
        var held = new List<LockLease>(_sorted.Length);
        MultiLease? all = null;
        try
        {
            foreach (ZPath path in _sorted)
            {
                LockLease? lease = await _client.Lock(path, _options)
                    .TryAcquireAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
                if (lease is null)
                    return null;
                held.Add(lease);
            }

            return all = Combine(held);
        }
        finally
        {
            if (all is null)
                Abandon(held);
        }
    }

    private MultiLease? Combine(List<LockLease> held)
    {
        if (!held.TrueForAll(static lease => lease.IsHeld) && !PlantedBugs.IsOn(PlantedRecipeBugs.IgnoresEarlierLoss))
            return null;
        return new MultiLease([.. Paths.Select(path => held.Single(lease => lease.Path.Parent == path))]);
    }

    private static CancellationTokenSource LinkLoss(LockLease lease, CancellationToken cancellationToken) =>
        CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Grant.Contender.Session.Lost);

    // Gives back without waiting for the answers: they go out now, or when a server is connected.
    private static void Abandon(List<LockLease> held)
    {
        foreach (LockLease lease in held)
            _ = lease.DisposeAsync().AsTask();
    }
}
