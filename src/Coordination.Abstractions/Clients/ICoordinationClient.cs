using Coordination.Requests;

namespace Coordination;

/// <summary>
/// An application's view of a coordination ensemble. Any thread may call; calls take effect in the order in which they
/// were made.
/// </summary>
/// <remarks>
/// <para>Every call may throw, and the type says whether it happened: <see cref="RequestRejectedException"/> (it did
/// not), <see cref="OutcomeUnknownException"/> (it may have; writes only), <see cref="SessionExpiredException"/> (the
/// session is gone). Reads, and writes to an ensemble that remembers its answers, are sent again by themselves after a
/// reconnect.</para>
/// <para>Cancelling stops the waiting, not the request: after <see cref="OperationCanceledException"/> the outcome is
/// unknown.</para>
/// <para>After dispose every call throws <see cref="ObjectDisposedException"/>.</para>
/// </remarks>
public interface ICoordinationClient : IAsyncDisposable
{
    /// <summary>
    /// The session in force. A client outlives its sessions: when one is lost the next is opened by itself. An
    /// ephemeral znode belongs to the one whose id is its <see cref="Stat.EphemeralOwner"/>. A lost one stays here
    /// until the next begins: ask <see cref="ICoordinationSession.IsValid"/>, not the id alone.
    /// </summary>
    ICoordinationSession Session { get; }

    /// <summary>How the client stands towards its ensemble now.</summary>
    ConnectionState State { get; }

    /// <summary>
    /// The clock of <see cref="ICoordinationSession.ValidUntil"/> and <see cref="ILease.ValidUntil"/>, and of every
    /// timer of this client.
    /// </summary>
    TimeProvider TimeProvider { get; }

    /// <summary>Yields how the connection stands now, then every change. A slow reader skips to the newest.</summary>
    IAsyncEnumerable<ConnectionChange> WatchConnectionAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Creates a znode; answers the path it got, with its number where sequential. For a name that is nothing but the
    /// number make the path by <see cref="ZPath.SequentialPrefix"/>.
    /// </summary>
    ValueTask<ZPath> CreateAsync(ZPath path, ReadOnlyMemory<byte> data = default,
        CreateMode mode = CreateMode.Persistent, CreateOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// As <see cref="CreateAsync"/>; answers its stat too, whose <see cref="Stat.Czxid"/> is a fencing token.
    /// </summary>
    ValueTask<CreateResponse> CreateWithStatAsync(ZPath path, ReadOnlyMemory<byte> data = default,
        CreateMode mode = CreateMode.Persistent, CreateOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Deletes a znode that has no children.</summary>
    /// <param name="path">The znode.</param>
    /// <param name="version">The version it must have; -1, the default, for any.</param>
    /// <param name="options">Choices for this call.</param>
    /// <param name="cancellationToken">Stops the waiting, not the request.</param>
    ValueTask DeleteAsync(ZPath path, int version = -1, RequestOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>The stat of a znode; null where there is none.</summary>
    ValueTask<Stat?> ExistsAsync(ZPath path, ReadOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>A znode with its data and stat.</summary>
    /// <exception cref="RequestRejectedException"><see cref="ErrorCode.NoNode"/>: there is none.</exception>
    ValueTask<ZNode> GetAsync(ZPath path, ReadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>A znode with its data and stat; null where there is none.</summary>
    ValueTask<ZNode?> TryGetAsync(ZPath path, ReadOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Replaces the data of a znode; answers its new stat.</summary>
    /// <param name="path">The znode.</param>
    /// <param name="data">The new data, whole; copied before the call returns.</param>
    /// <param name="version">The version it must have; -1, the default, for any.</param>
    /// <param name="options">Choices for this call.</param>
    /// <param name="cancellationToken">Stops the waiting, not the request.</param>
    ValueTask<Stat> SetAsync(ZPath path, ReadOnlyMemory<byte> data, int version = -1, RequestOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>The names of a znode's children, and its stat.</summary>
    ValueTask<ZChildren> GetChildrenAsync(ZPath path, ReadOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Several reads in one round trip; each succeeds or fails by itself, see <see cref="OperationResult.Code"/>.
    /// </summary>
    /// <param name="operations">Of <see cref="GetDataRequest"/> and <see cref="GetChildrenRequest"/>, with paths as
    /// this client sees them and without watches.</param>
    /// <param name="options">Choices for this call.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="ArgumentException">An operation is of another kind, or has a watch.</exception>
    ValueTask<IReadOnlyList<OperationResult>> ReadManyAsync(IReadOnlyList<IRequest> operations,
        ReadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The ACL of a znode and its stat.</summary>
    ValueTask<GetAclResponse> GetAclAsync(ZPath path, ReadOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Replaces the ACL of a znode; answers its new stat.</summary>
    /// <param name="path">The znode.</param>
    /// <param name="acl">The new ACL, whole.</param>
    /// <param name="aclVersion">The <see cref="Stat.Aversion"/> it must have; -1, the default, for any.</param>
    /// <param name="options">Choices for this call.</param>
    /// <param name="cancellationToken">Stops the waiting, not the request.</param>
    ValueTask<Stat> SetAclAsync(ZPath path, IReadOnlyList<Acl> acl, int aclVersion = -1, RequestOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Waits until the serving replica has seen all that was committed anywhere before the call.</summary>
    /// <param name="path">Any; all of the tree is meant, and the znode need not be there, as in ZooKeeper.</param>
    /// <param name="options">Choices for this call.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    ValueTask SyncAsync(ZPath path, RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Begins a transaction: writes that happen all or not at all.</summary>
    ICoordinationTransaction Transaction();

    /// <summary>
    /// Armed by the first <c>MoveNextAsync</c>, not by the call. Yields <see cref="WatchEventType.Armed"/>, then every
    /// change after it in the order of the changes, across reconnects and sessions: what was missed is replayed, or
    /// yielded as <see cref="WatchEvent.Coalesced"/>. The znode need not exist. It ends by an exception only, never
    /// silently. A stream is read once, by one reader.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    /// <exception cref="RequestRejectedException"><see cref="ErrorCode.NoAuth"/>: it may not be watched.</exception>
    /// <exception cref="InvalidOperationException">The stream was read before.</exception>
    IAsyncEnumerable<WatchEvent> WatchAsync(ZPath path, WatchOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Adds an identity to this client, on this connection and every later one.</summary>
    /// <exception cref="RequestRejectedException"><see cref="ErrorCode.AuthFailed"/>: refused; the client has
    /// stopped.</exception>
    ValueTask AddAuthAsync(string scheme, ReadOnlyMemory<byte> credentials,
        CancellationToken cancellationToken = default);

    /// <summary>The identities that the server knows this client by.</summary>
    ValueTask<IReadOnlyList<AuthId>> WhoAmIAsync(ReadOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>The paths of this session's ephemeral znodes that begin with <paramref name="prefix"/>.</summary>
    ValueTask<IReadOnlyList<ZPath>> GetEphemeralsAsync(ZPath prefix = default, ReadOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>How many descendants a znode has.</summary>
    ValueTask<int> GetAllChildrenNumberAsync(ZPath path, ReadOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>The ensemble's configuration: the znode <c>/zookeeper/config</c>, whatever the chroot.</summary>
    ValueTask<ZNode> GetConfigAsync(ReadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Changes the ensemble's membership; answers the new configuration.</summary>
    /// <exception cref="RequestRejectedException"><see cref="ErrorCode.ReconfigDisabled"/> where the ensemble has one
    /// replica or does not allow it, <see cref="ErrorCode.BadVersion"/> where the configuration is another by now.
    /// </exception>
    ValueTask<ZNode> ReconfigAsync(ReconfigRequest change, RequestOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Leaves without closing the session, so that its <see cref="ICoordinationSession.Ticket"/> can be used elsewhere;
    /// then as disposed.
    /// </summary>
    ValueTask DetachAsync();
}
