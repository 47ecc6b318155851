using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coordination.Recipes.Partitioning;

/// <summary>
/// A fixed number of shards that the members of a group share among them: each shard has one owner at a time, each
/// member as many as the others but for one, and when a member comes or goes no more moves than must.
/// </summary>
/// <remarks>
/// A shard that is to move is given up by its owner when its work has ended, and not before; only then another can
/// claim it. <b>Suspended</b>: what is owned is owned until <see cref="ShardLease.ValidUntil"/>. <b>Lost</b>: the work
/// is told to end before another can own its shard; the member comes back with the next session. <b>Cancelled</b>: all
/// work is told to end, the shards are given up, and the member leaves.
/// </remarks>
public sealed class Partitions
{
    /// <summary>The most shards that there may be.</summary>
    public const int MostShards = 1_000;

    private readonly ICoordinationClient _client;
    private readonly PartitionOptions _options;
    private readonly ILogger _logger;

    internal Partitions(ICoordinationClient client, ZPath path, int shardCount, PartitionOptions options)
    {
        options.Validate();
        _client = client;
        _options = options;
        _logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<Partitions>();
        Path = path;
        ShardCount = shardCount;
    }

    /// <summary>The znode below which members and owners stand; a container where the server has them.</summary>
    public ZPath Path { get; }

    /// <summary>How many shards there are, numbered from 0; the same for all members.</summary>
    public int ShardCount { get; }

    /// <summary>
    /// Is a member, and works on each shard that it owns, until it is cancelled. Work that throws is begun again after
    /// <see cref="PartitionOptions.RetryDelay"/>, by the same member; work that returns is done, until the shard has
    /// moved and come back.
    /// </summary>
    /// <param name="work">
    /// What is done with a shard. Its token is cancelled when the shard is to move, or before it can be another's
    /// because the lease is lost; the shard moves when it has returned.
    /// </param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">A later member of the same id has taken the place.</exception>
    /// <exception cref="RequestRejectedException">The path may not be used (<see cref="ErrorCode.NoAuth"/>).
    /// </exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public Task RunAsync(
        Func<ShardLease, CancellationToken, Task> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return new PartitionMember(_client, Path, ShardCount, _options, _logger, work).RunAsync(cancellationToken);
    }

    /// <summary>Who owns what now, in the order of the shards; those that nobody owns are left out.</summary>
    public async ValueTask<IReadOnlyList<ShardOwner>> GetOwnersAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            IReadOnlyList<ZNode> znodes = await _client
                .GetChildrenWithDataAsync(Path, options: null, cancellationToken).ConfigureAwait(false);
            PartitionSight sight = PartitionSight.Of(
                znodes.Select(static znode => KeyValuePair.Create(znode.Path.Name.ToString(), znode)), ShardCount);
            return [.. sight.Owners.Values.OrderBy(static owner => owner.Shard)];
        }
        catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
        {
            return [];
        }
    }
}
