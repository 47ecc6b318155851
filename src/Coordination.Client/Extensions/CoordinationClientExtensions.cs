using Coordination.Requests;

namespace Coordination;

/// <summary>What everybody writes otherwise, over any client.</summary>
public static class CoordinationClientExtensions
{
    /// <summary>
    /// Operations in one round trip: small enough for any frame, large enough that round trips do not count.
    /// </summary>
    private const int BatchSize = 256;

    /// <summary>
    /// Creates a znode and those above it, where they are missing, without data; they are left as they are where they
    /// exist.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="path">The znode.</param>
    /// <param name="mode">The kind of what is created: <see cref="CreateMode.Persistent"/> or <see
    /// cref="CreateMode.Container"/>.</param>
    /// <param name="options">Choices for each call.</param>
    /// <param name="cancellationToken">Stops the waiting, not what was sent.</param>
    /// <exception cref="ArgumentException">The mode is another.</exception>
    public static ValueTask EnsurePathAsync(
        this ICoordinationClient client,
        ZPath path,
        CreateMode mode = CreateMode.Persistent,
        CreateOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (mode is not (CreateMode.Persistent or CreateMode.Container))
            throw new ArgumentException(
                $"A path is made of persistent znodes or containers, not {mode}.", nameof(mode));
        if (path.IsPrefixOnly)
            throw new ArgumentException($"The path '{path}' ends with '/': it is no znode's.", nameof(path));
        return EnsureAsync(client, path, mode, options, cancellationToken);
    }

    /// <summary>
    /// Deletes a znode with all below it; false where there is none. Not one step: what others create meanwhile is
    /// deleted too, and a failure leaves the rest.
    /// </summary>
    /// <exception cref="ArgumentException">The path is the root, which cannot be deleted.</exception>
    public static ValueTask<bool> DeleteRecursiveAsync(
        this ICoordinationClient client, ZPath path, RequestOptions? options = null,
            CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (path.IsRoot)
            throw new ArgumentException("The root cannot be deleted.", nameof(path));
        return DeleteTreeAsync(client, path, options, cancellationToken);
    }

    /// <summary>
    /// Sets a znode's data, whatever its version, or creates it where there is none; its parent must exist.
    /// </summary>
    /// <returns>The stat after the change.</returns>
    public static ValueTask<Stat> SetOrCreateAsync(
        this ICoordinationClient client,
        ZPath path,
        ReadOnlyMemory<byte> data,
        CreateMode mode = CreateMode.Persistent,
        CreateOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (mode.IsSequential())
            throw new ArgumentException($"A znode of mode {mode} gets another path each time.", nameof(mode));
        return SetOrCreateLoopAsync(client, path, data, mode, options, cancellationToken);
    }

    /// <summary>
    /// The children of a znode with their data, in the order of their names. Each is as it was at one moment, not all
    /// at the same; a child that goes meanwhile, or may not be read, is left out.
    /// </summary>
    public static ValueTask<IReadOnlyList<ZNode>> GetChildrenWithDataAsync(
        this ICoordinationClient client, ZPath path, ReadOptions? options = null,
            CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return ReadChildrenAsync(client, path, options, cancellationToken);
    }

    private static async ValueTask EnsureAsync(
        ICoordinationClient client, ZPath path, CreateMode mode, CreateOptions? options,
            CancellationToken cancellationToken)
    {
        // Mostly all is there already: walk up to what exists, then create downwards.
        var missing = new Stack<ZPath>();
        for (ZPath at = path; !at.IsRoot; at = at.Parent)
        {
            ReadOptions? reading = options is null
                ? null : new ReadOptions { FailFast = options.FailFast, Deadline = options.Deadline };
            if (await client.ExistsAsync(at, reading, cancellationToken).ConfigureAwait(false) is not null)
                break;
            missing.Push(at);
        }

        while (missing.TryPop(out ZPath next))
        {
            try
            {
                await client.CreateAsync(next, default, mode, options, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestRejectedException exists) when (exists.Code == ErrorCode.NodeExists)
            {
                // Somebody else made it meanwhile, which is as good.
            }
        }
    }

    private static async ValueTask<bool> DeleteTreeAsync(
        ICoordinationClient client, ZPath path, RequestOptions? options, CancellationToken cancellationToken)
    {
        bool isFirst = true;
        while (true)
        {
            try
            {
                await client.DeleteAsync(path, version: -1, options, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
            {
                return !isFirst;
            }
            catch (RequestRejectedException full) when (full.Code == ErrorCode.NotEmpty)
            {
                isFirst = false;
            }

            await DeleteChildrenAsync(client, path, options, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask DeleteChildrenAsync(
        ICoordinationClient client, ZPath path, RequestOptions? options, CancellationToken cancellationToken)
    {
        ReadOptions? reading = options is null
            ? null : new ReadOptions { FailFast = options.FailFast, Deadline = options.Deadline };
        ZChildren children;
        try
        {
            children = await client.GetChildrenAsync(path, reading, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
        {
            return;
        }

        foreach (string name in children.Names)
            await DeleteTreeAsync(client, path / name, options, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<Stat> SetOrCreateLoopAsync(
        ICoordinationClient client,
        ZPath path,
        ReadOnlyMemory<byte> data,
        CreateMode mode,
        CreateOptions? options,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await client.SetAsync(path, data, version: -1, options, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
            {
                // Created below.
            }

            try
            {
                CreateResponse created = await client
                    .CreateWithStatAsync(path, data, mode, options, cancellationToken).ConfigureAwait(false);
                return created.Stat;
            }
            catch (RequestRejectedException exists) when (exists.Code == ErrorCode.NodeExists)
            {
                // Somebody else created it meanwhile: set it.
            }
        }
    }

    private static async ValueTask<IReadOnlyList<ZNode>> ReadChildrenAsync(
        ICoordinationClient client, ZPath path, ReadOptions? options, CancellationToken cancellationToken)
    {
        ZChildren children = await client.GetChildrenAsync(path, options, cancellationToken).ConfigureAwait(false);
        ZPath[] paths = [.. children.Names.Order(StringComparer.Ordinal).Select(name => path / name)];
        var found = new List<ZNode>(paths.Length);
        ReadOptions? reading = options is null
            ? null : new ReadOptions { FailFast = options.FailFast, Deadline = options.Deadline };
        foreach (ZPath[] batch in paths.Chunk(BatchSize))
        {
            IRequest[] reads = [.. batch.Select(static child => (IRequest)new GetDataRequest(child))];
            IReadOnlyList<OperationResult> results = await client.ReadManyAsync(
                reads, reading, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < batch.Length; i++)
            {
                if (results[i].Body is GetDataResponse body)
                    found.Add(new ZNode(batch[i], body));
            }
        }

        return found;
    }
}
