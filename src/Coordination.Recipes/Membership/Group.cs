using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Coordination.Recipes.Following;
using Coordination.Recipes.Presence;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Membership;

/// <summary>
/// A group of processes that know each other: each member is an ephemeral znode named by its id, whose data is what it
/// says about itself. That is the layout of Curator's <c>GroupMember</c>.
/// </summary>
/// <remarks>Observers need not be members. <b>Suspended</b>: the last view stays. <b>Lost</b>: what was missed is seen
/// when the next session stands. Who crashes leaves when its session expires.</remarks>
public sealed class Group
{
    private readonly ICoordinationClient _client;
    private readonly ILogger _logger;

    internal Group(ICoordinationClient client, ZPath path, ILogger logger)
    {
        _client = client;
        _logger = logger;
        Path = path;
    }

    /// <summary>The znode below which members stand; a container where the server has them.</summary>
    public ZPath Path { get; }

    /// <summary>Joins; answers when the ensemble has the member.</summary>
    /// <param name="id">What the member is called: a znode's name. An earlier one of this id is replaced.</param>
    /// <param name="payload">What it says about itself.</param>
    /// <param name="cancellationToken">Gives up joining; nothing is left behind.</param>
    /// <exception cref="ArgumentException">The id is no name of a znode.</exception>
    /// <exception cref="RequestRejectedException">It may not join (<see cref="ErrorCode.NoAuth"/>).</exception>
    /// <exception cref="InvalidOperationException">Another of this id joined at the same time, and later.</exception>
    public async ValueTask<GroupMembership> JoinAsync(
        string id, ReadOnlyMemory<byte> payload = default, CancellationToken cancellationToken = default) =>
        new(await PresentZnode.StartAsync(_client, Path / id, payload, _logger, cancellationToken)
            .ConfigureAwait(false));

    /// <summary>Who is in the group now.</summary>
    public async ValueTask<GroupView> GetViewAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            IReadOnlyList<ZNode> znodes = await _client
                .GetChildrenWithDataAsync(Path, options: null, cancellationToken).ConfigureAwait(false);
            return new GroupView(znodes.Select(static znode => GroupMember.Of(znode)));
        }
        catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
        {
            return GroupView.Empty;
        }
    }

    /// <summary>
    /// Yields who is in the group, then every change; a slow reader skips to the newest. For what has changed see
    /// <see cref="GroupView.ChangesSince"/>.
    /// </summary>
    /// <exception cref="RequestRejectedException">It may not be watched (<see cref="ErrorCode.NoAuth"/>).</exception>
    public async IAsyncEnumerable<GroupView> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (ImmutableSortedDictionary<string, ZNode> children in
            ChildrenFollower.FollowAsync(_client, Path, cancellationToken).ConfigureAwait(false))
            yield return new GroupView(children.Values.Select(static znode => GroupMember.Of(znode)));
    }
}
