using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Coordination.Requests;

namespace Coordination.Recipes.Following;

/// <summary>
/// The children of a znode with their data as snapshots that never go back, each made of the one before by reading
/// again what events say has changed; all of them where an event stands for many.
/// </summary>
internal static class ChildrenFollower
{
    // Reads in one round trip: small enough for any frame.
    private const int BatchSize = 256;

    /// <summary>
    /// Yields the children by their names, then every change; a slow reader skips to the newest. No children and no
    /// parent are the same.
    /// </summary>
    /// <exception cref="RequestRejectedException">The parent may not be watched or read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public static async IAsyncEnumerable<ImmutableSortedDictionary<string, ZNode>> FollowAsync(
        ICoordinationClient client, ZPath parent, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ImmutableSortedDictionary<string, ZNode> children =
            ImmutableSortedDictionary.Create<string, ZNode>(StringComparer.Ordinal);
        var dirty = new DirtyChildren(parent);
        bool isFirst = true;
        var batches = new EventBatches(client, parent, new WatchOptions { Recursive = true }, cancellationToken);
        await using (batches.ConfigureAwait(false))
        {
            while (await batches.ReadAsync(dirty.Add).ConfigureAwait(false))
            {
                ImmutableSortedDictionary<string, ZNode> before = children;
                children = await ReadAsync(client, parent, children, dirty, cancellationToken).ConfigureAwait(false);
                dirty.Clear();
                if (isFirst || !ReferenceEquals(before, children))
                    yield return children;
                isFirst = false;
            }
        }
    }

    /// <summary>The children now, from those before and what has changed.</summary>
    private static async ValueTask<ImmutableSortedDictionary<string, ZNode>> ReadAsync(
        ICoordinationClient client, ZPath parent, ImmutableSortedDictionary<string, ZNode> before, DirtyChildren dirty,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                IReadOnlyCollection<string> names = dirty.Names;
                if (dirty.IsAll)
                    names = await ListAsync(client, parent, cancellationToken).ConfigureAwait(false);
                Dictionary<string, ZNode?> read =
                    await ReadAsync(client, parent, names, cancellationToken).ConfigureAwait(false);
                return ChildrenTransition.After(before, read, dirty.IsAll);
            }
            catch (SessionExpiredException)
            {
                // The client opens the next session by itself; a read can be made again.
            }
        }
    }

    private static async ValueTask<IReadOnlyCollection<string>> ListAsync(
        ICoordinationClient client, ZPath parent, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetChildrenAsync(parent, options: null, cancellationToken).ConfigureAwait(false))
                .Names;
        }
        catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
        {
            return [];
        }
    }

    private static async ValueTask<Dictionary<string, ZNode?>> ReadAsync(
        ICoordinationClient client, ZPath parent, IReadOnlyCollection<string> names,
        CancellationToken cancellationToken)
    {
        var read = new Dictionary<string, ZNode?>(names.Count, StringComparer.Ordinal);
        foreach (string[] batch in names.Chunk(BatchSize))
        {
            IRequest[] reads = [.. batch.Select(name => (IRequest)new GetDataRequest(parent / name))];
            IReadOnlyList<OperationResult> results =
                await client.ReadManyAsync(reads, options: null, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < batch.Length; i++)
            {
                // One that may not be read is left out, as one that is not there.
                read[batch[i]] = results[i].Body is GetDataResponse body
                    ? new ZNode(parent / batch[i], body) : default(ZNode?);
            }
        }

        return read;
    }
}
