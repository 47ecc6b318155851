using Coordination.Internal;
using Coordination.Recipes.Internal;
using Coordination.Requests;

namespace Coordination.Recipes.ConfigSubscriptions;

/// <summary>
/// Reads all documents by one multi-read, which the ensemble answers out of one state of its tree: what one transaction
/// changed is seen whole or not at all.
/// </summary>
internal static class ConfigReader
{
    /// <summary>
    /// Znodes below a subtree; with their lists of children they make the operations of one multi-read.
    /// </summary>
    public const int MostKeys = 4_000;

    public static async ValueTask<ConfigReading> ReadAsync(
        ICoordinationClient client, IReadOnlyList<ZPath> paths, bool isSubtree, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (!isSubtree)
                    return await ReadDocumentsAsync(client, paths, cancellationToken).ConfigureAwait(false);
                if (await TryReadTreesAsync(client, paths, cancellationToken).ConfigureAwait(false) is { } reading)
                    return reading;
            }
            catch (SessionExpiredException)
            {
                // The client opens the next session by itself; a read can be made again.
            }
        }
    }

    private static async ValueTask<ConfigReading> ReadDocumentsAsync(
        ICoordinationClient client, IReadOnlyList<ZPath> paths, CancellationToken cancellationToken)
    {
        int atOnce = PlantedBugs.IsOn(PlantedRecipeBugs.ReadsOneByOne) ? 1 : paths.Count;
        var results = new List<OperationResult>(paths.Count);
        foreach (ZPath[] some in paths.Chunk(atOnce))
        {
            results.AddRange(await client.ReadManyAsync(
                [.. some.Select(static path => (IRequest)new GetDataRequest(path))], null, cancellationToken)
                .ConfigureAwait(false));
        }

        var documents = new List<ConfigDocument>(paths.Count);
        ZPath? missing = null;
        for (int i = 0; i < paths.Count; i++)
        {
            if (DocumentAt(paths[i], results[i]) is { } document)
                documents.Add(document);
            else
                missing ??= paths[i];
        }

        return new ConfigReading(documents, missing);
    }

    // Null where the tree changed between the listing and the reading: to be tried again.
    private static async ValueTask<ConfigReading?> TryReadTreesAsync(
        ICoordinationClient client, IReadOnlyList<ZPath> roots, CancellationToken cancellationToken)
    {
        Dictionary<ZPath, string[]> tree = await ListAsync(client, roots, cancellationToken).ConfigureAwait(false);
        ZPath[] znodes = [.. tree.Keys];
        IReadOnlyList<OperationResult> results = await client.ReadManyAsync(
            [
                .. roots.Select(static path => (IRequest)new GetChildrenRequest(path)),
                .. znodes.Select(static path => (IRequest)new GetChildrenRequest(path)),
                .. znodes.Select(static path => (IRequest)new GetDataRequest(path)),
            ],
            null,
            cancellationToken).ConfigureAwait(false);

        var documents = new List<ConfigDocument>(znodes.Length);
        for (int i = 0; i < znodes.Length; i++)
        {
            bool isListed = ChildrenOf(results[roots.Count + i]) is { } names && names.SequenceEqual(tree[znodes[i]]);
            if (!isListed || DocumentAt(znodes[i], results[roots.Count + znodes.Length + i]) is not { } document)
                return null;
            documents.Add(document);
        }

        for (int i = 0; i < roots.Count; i++)
        {
            if ((ChildrenOf(results[i]) is null) == tree.ContainsKey(roots[i]))
                return null;
        }

        documents.Sort(static (one, other) => string.CompareOrdinal(one.Path.Value, other.Path.Value));
        ZPath? missing = roots.Where(root => !tree.ContainsKey(root)).Select(static root => (ZPath?)root)
            .FirstOrDefault();
        return new ConfigReading(documents, missing);
    }

    private static async ValueTask<Dictionary<ZPath, string[]>> ListAsync(
        ICoordinationClient client, IReadOnlyList<ZPath> roots, CancellationToken cancellationToken)
    {
        var tree = new Dictionary<ZPath, string[]>();
        IReadOnlyList<ZPath> level = roots;
        while (level.Count > 0)
        {
            if (tree.Count + level.Count > MostKeys)
            {
                throw new InvalidOperationException(
                    $"Below '{roots[0]}' are more than {MostKeys} znodes, which is no configuration.");
            }

            IReadOnlyList<OperationResult> results = await client.ReadManyAsync(
                [.. level.Select(static path => (IRequest)new GetChildrenRequest(path))], null, cancellationToken)
                .ConfigureAwait(false);
            var next = new List<ZPath>();
            for (int i = 0; i < level.Count; i++)
            {
                if (ChildrenOf(results[i]) is not { } names)
                    continue;
                tree[level[i]] = names;
                next.AddRange(names.Select(name => level[i] / name));
            }

            level = next;
        }

        return tree;
    }

    private static ConfigDocument? DocumentAt(ZPath path, OperationResult result) => result.Code switch
    {
        ErrorCode.Ok => result.Body is GetDataResponse body ? new ConfigDocument(path, body.Data, body.Stat) : null,
        ErrorCode.NoNode => null,
        _ => throw CoordinationException.For(result.Code, path),
    };

    // In order, so that two lists can be compared; null where the znode is not there.
    private static string[]? ChildrenOf(OperationResult result) => result.Code switch
    {
        ErrorCode.Ok => result.Body is GetChildrenResponse body
            ? [.. body.Children.Order(StringComparer.Ordinal)] : null,
        ErrorCode.NoNode => null,
        _ => throw CoordinationException.For(result.Code),
    };
}
