using Coordination.Calls;
using Coordination.Requests;
using Coordination.Streams;
using Coordination.Transactions;
using Coordination.Transports;
using Coordination.Watches;
using Microsoft.Extensions.Options;

namespace Coordination;

/// <summary>
/// A client over any transport: it keeps a session alive, follows it with the next one when it is lost, and keeps the
/// order of calls.
/// </summary>
/// <remarks>What was cancelled or timed out may still happen; see <see cref="ICoordinationClient"/> for what each error
/// says.</remarks>
public sealed class CoordinationClient : ICoordinationClient
{
    private static readonly ZPath ConfigPath = ZPath.Parse("/zookeeper/config");

    private readonly ClientCore _core;
    private readonly Caller _caller;
    private readonly Chroot? _chroot;
    private readonly IReadOnlyList<Acl> _defaultAcl;

    private CoordinationClient(IReadOnlyList<ITransport> transports, CoordinationClientOptions options)
    {
        _core = new ClientCore(transports, options);
        _caller = _core.Caller;
        _chroot = _core.Chroot;
        _defaultAcl = [.. options.DefaultAcl];
    }

    /// <inheritdoc />
    public ICoordinationSession Session => _core.Session;

    /// <inheritdoc />
    public ConnectionState State => _core.State;

    /// <inheritdoc />
    public TimeProvider TimeProvider => _core.Clock;

    /// <summary>Connects over one transport; answers when the session stands.</summary>
    /// <param name="transport">How requests travel.</param>
    /// <param name="options">Choices; null for the defaults. Later changes to it have no effect.</param>
    /// <param name="cancellationToken">Ends the waiting, and the client.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message says which.</exception>
    /// <exception cref="RequestRejectedException"><see cref="ErrorCode.AuthFailed"/>: the credentials were
    /// refused.</exception>
    public static ValueTask<CoordinationClient> ConnectAsync(
        ITransport transport, CoordinationClientOptions? options = null,
            CancellationToken cancellationToken = default) =>
        ConnectOverAnyAsync([transport], options, cancellationToken);

    /// <summary>
    /// As with one transport, but over the first of several that reaches a server, and over another when it is lost.
    /// </summary>
    /// <param name="transports">In the order in which they are tried; at least one.</param>
    /// <param name="options">Choices; null for the defaults. Later changes to it have no effect.</param>
    /// <param name="cancellationToken">Ends the waiting, and the client.</param>
    /// <exception cref="ArgumentException">An option is out of range, or there is no transport; the message says
    /// which.</exception>
    /// <exception cref="RequestRejectedException"><see cref="ErrorCode.AuthFailed"/>: the credentials were
    /// refused.</exception>
    public static ValueTask<CoordinationClient> ConnectOverAnyAsync(
        IReadOnlyList<ITransport> transports,
        CoordinationClientOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<CoordinationClient>(cancellationToken);
        return ConnectedAsync(Start(transports, options), cancellationToken);
    }

    /// <summary>
    /// Begins to connect and waits for nothing: calls wait until the session stands, unless they are to fail fast.
    /// </summary>
    /// <param name="transports">In the order in which they are tried; at least one.</param>
    /// <param name="options">Choices; null for the defaults. Later changes to it have no effect.</param>
    /// <exception cref="ArgumentException">An option is out of range, or there is no transport; the message says
    /// which.</exception>
    public static CoordinationClient Start(
        IReadOnlyList<ITransport> transports, CoordinationClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transports);
        if (transports.Count == 0 || transports.Contains(null))
            throw new ArgumentException(
                "A client needs at least one transport, and none that is null.", nameof(transports));
        options ??= new CoordinationClientOptions();
        ValidateOptionsResult validity = new CoordinationClientOptionsValidator().Validate(name: null, options);
        if (validity.Failed)
            throw new ArgumentException(validity.FailureMessage, nameof(options));

        var client = new CoordinationClient([.. transports], options);
        client._core.Start();
        return client;
    }

    /// <summary>Waits until a server serves the session.</summary>
    /// <exception cref="RequestRejectedException"><see cref="ErrorCode.AuthFailed"/>: the credentials were
    /// refused.</exception>
    /// <exception cref="ObjectDisposedException">The client has ended.</exception>
    public async ValueTask WaitForConnectionAsync(CancellationToken cancellationToken = default)
    {
        ConnectionState last = ConnectionState.Connecting;
        await foreach (ConnectionChange change in WatchConnectionAsync(cancellationToken).ConfigureAwait(false))
        {
            last = change.State;
            if (last is ConnectionState.Connected or ConnectionState.ConnectedReadOnly)
                return;
        }

        throw last == ConnectionState.AuthFailed
            ? new RequestRejectedException(ErrorCode.AuthFailed)
            : new ObjectDisposedException(nameof(CoordinationClient));
    }

    /// <inheritdoc />
    public IAsyncEnumerable<ConnectionChange> WatchConnectionAsync(CancellationToken cancellationToken = default) =>
        new ConnectionStream(_core).With(cancellationToken);

    /// <inheritdoc />
    public ValueTask<ZPath> CreateAsync(
        ZPath path, ReadOnlyMemory<byte> data = default, CreateMode mode = CreateMode.Persistent,
        CreateOptions? options = null, CancellationToken cancellationToken = default)
    {
        CreateRequest request = RequestMaker.Create(
            FullToCreate(path, mode), data, mode, options, _defaultAcl, withStat: false);
        return _caller.WriteAsync<CreateRequest, CreateResponse, ZPath>(
            request, path, Projections.CreatedPath, RequestMaker.OwnCreate, data.Length, options, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<CreateResponse> CreateWithStatAsync(ZPath path, ReadOnlyMemory<byte> data = default,
        CreateMode mode = CreateMode.Persistent, CreateOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        CreateRequest request = RequestMaker.Create(
            FullToCreate(path, mode), data, mode, options, _defaultAcl, withStat: true);
        return _caller.WriteAsync<CreateRequest, CreateResponse, CreateResponse>(
            request, path, Projections.Created, RequestMaker.OwnCreate, data.Length, options, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask DeleteAsync(
        ZPath path, int version = -1, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Done(_caller.WriteAsync<DeleteRequest, EmptyResponse, bool>(
            new DeleteRequest(Full(path), version),
            path,
            Projections.Done,
            own: null,
            dataLength: 0,
            options,
            cancellationToken));

    /// <inheritdoc />
    public ValueTask<Stat?> ExistsAsync(
        ZPath path, ReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ZPath full = Full(path);
        OneShotArming? arming = Claim(options, full, OneShotKind.Data, OneShotOnMissing.Arms);
        return _caller.ReadAsync<ExistsRequest, ExistsResponse, Stat?>(
            new ExistsRequest(full, arming is not null),
            path,
            Projections.Existing,
            options,
            cancellationToken,
            arming);
    }

    /// <inheritdoc />
    public ValueTask<ZNode> GetAsync(
        ZPath path, ReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ZPath full = Full(path);
        OneShotArming? arming = Claim(options, full, OneShotKind.Data, OneShotOnMissing.Fails);
        return _caller.ReadAsync<GetDataRequest, GetDataResponse, ZNode>(
            new GetDataRequest(full, arming is not null), path, Projections.Found, options, cancellationToken, arming);
    }

    /// <inheritdoc />
    public ValueTask<ZNode?> TryGetAsync(
        ZPath path, ReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ZPath full = Full(path);
        OneShotArming? arming = Claim(options, full, OneShotKind.Data, OneShotOnMissing.Arms);
        if (arming is not null && options is not null)
            return WatchedGet.TryGetAsync(_caller, path, arming, options, cancellationToken);
        return _caller.ReadAsync<GetDataRequest, GetDataResponse, ZNode?>(
            new GetDataRequest(full), path, Projections.FoundOrNone, options, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<Stat> SetAsync(
        ZPath path, ReadOnlyMemory<byte> data, int version = -1, RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync<SetDataRequest, SetDataResponse, Stat>(
            new SetDataRequest(Full(path), data, version),
            path,
            Projections.Set,
            RequestMaker.OwnSet,
            data.Length,
            options,
            cancellationToken);

    /// <inheritdoc />
    public ValueTask<ZChildren> GetChildrenAsync(
        ZPath path, ReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ZPath full = Full(path);
        OneShotArming? arming = Claim(options, full, OneShotKind.Child, OneShotOnMissing.Fails);
        return _caller.ReadAsync<GetChildrenRequest, GetChildrenResponse, ZChildren>(
            new GetChildrenRequest(
                full, arming is not null), path, Projections.Children, options, cancellationToken, arming);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<OperationResult>> ReadManyAsync(
        IReadOnlyList<IRequest> operations, ReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        RefuseWatch(options);
        return _caller.ReadAsync<MultiReadRequest, MultiResponse, IReadOnlyList<OperationResult>>(
            RequestMaker.ReadMany(operations, _chroot), ZPath.Root, Projections.Many, options, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<GetAclResponse> GetAclAsync(
        ZPath path, ReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        RefuseWatch(options);
        return _caller.ReadAsync<GetAclRequest, GetAclResponse, GetAclResponse>(
            new GetAclRequest(Full(path)), path, Projections.AclOf, options, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<Stat> SetAclAsync(
        ZPath path, IReadOnlyList<Acl> acl, int aclVersion = -1, RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(acl);
        return _caller.WriteAsync<SetAclRequest, SetAclResponse, Stat>(
            new SetAclRequest(Full(path), acl, aclVersion),
            path,
            Projections.AclSet,
            RequestMaker.OwnSetAcl,
            dataLength: 0,
            options,
            cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask SyncAsync(
        ZPath path, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Done(_caller.WriteAsync<SyncRequest, SyncResponse, bool>(
            new SyncRequest(Full(path)), path, Projections.Done, own: null, dataLength: 0, options, cancellationToken));

    /// <inheritdoc />
    public ICoordinationTransaction Transaction() => new CoordinationTransaction(_caller, _chroot, _defaultAcl);

    /// <inheritdoc />
    public IAsyncEnumerable<WatchEvent> WatchAsync(
        ZPath path, WatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new WatchOptions();
        if (options.BufferedEvents is < 1 or > RequestMaker.MostBufferedEvents)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options.BufferedEvents,
                $"BufferedEvents is {options.BufferedEvents}; it must be from 1 to {RequestMaker.MostBufferedEvents}.");
        }

        return new WatchStream(_core, path, Full(path), options).With(cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask AddAuthAsync(
        string scheme, ReadOnlyMemory<byte> credentials, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(scheme);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        return Done(_core.AddAuthAsync(new AuthCredentials(scheme, credentials.ToArray()), cancellationToken));
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<AuthId>> WhoAmIAsync(
        ReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        RefuseWatch(options);
        return _caller.ReadAsync<WhoAmIRequest, WhoAmIResponse, IReadOnlyList<AuthId>>(
            new WhoAmIRequest(), ZPath.Root, Projections.Identities, options, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ZPath>> GetEphemeralsAsync(
        ZPath prefix = default, ReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        RefuseWatch(options);
        ZPath full = _chroot is null ? prefix : _chroot.Add(prefix);
        return _caller.ReadAsync<GetEphemeralsRequest, GetEphemeralsResponse, IReadOnlyList<ZPath>>(
            new GetEphemeralsRequest(full), prefix, Projections.Ephemerals, options, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<int> GetAllChildrenNumberAsync(
        ZPath path, ReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        RefuseWatch(options);
        return _caller.ReadAsync<GetAllChildrenNumberRequest, GetAllChildrenNumberResponse, int>(
            new GetAllChildrenNumberRequest(Full(path)), path, Projections.Total, options, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<ZNode> GetConfigAsync(ReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        OneShotArming? arming = Claim(options, ConfigPath, OneShotKind.Data, OneShotOnMissing.Fails);
        return _caller.ReadAsync<GetDataRequest, GetDataResponse, ZNode>(
            new GetDataRequest(
                ConfigPath, arming is not null), ConfigPath, Projections.Found, options, cancellationToken, arming);
    }

    /// <inheritdoc />
    public ValueTask<ZNode> ReconfigAsync(
        ReconfigRequest change, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync<ReconfigRequest, GetDataResponse, ZNode>(
            change, ConfigPath, Projections.Found, own: null, dataLength: 0, options, cancellationToken);

    /// <inheritdoc />
    public ValueTask DetachAsync() => Done(_core.EndAsync(closesSession: false));

    /// <summary>
    /// Closes the session, so that its ephemeral znodes go at once, and ends the client. Waits for the ensemble no
    /// longer than
    /// <see cref="CoordinationClientOptions.CloseTimeout"/>, and not at all where no server can be reached. What has
    /// not been answered by then fails:
    /// <see cref="OutcomeUnknownException"/> for writes that were sent, else <see cref="ObjectDisposedException"/>.
    /// Idempotent.
    /// </summary>
    public ValueTask DisposeAsync() => Done(_core.EndAsync(closesSession: true));

    private static async ValueTask<CoordinationClient> ConnectedAsync(
        CoordinationClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.WaitForConnectionAsync(cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // A wait whose result says nothing: completed at once or by the same source, without another object.
    private static ValueTask Done(in ValueTask<bool> task) =>
        task.IsCompletedSuccessfully ? default : AwaitAsync(task);

    private static async ValueTask AwaitAsync(ValueTask<bool> task) => await task.ConfigureAwait(false);

    private static void RefuseWatch(ReadOptions? options)
    {
        if (options?.Watch is not null)
            throw new ArgumentException("This read arms no watch; watch the znode or its children.", nameof(options));
    }

    private ZPath Full(ZPath path)
    {
        if (path.IsPrefixOnly)
            throw new ArgumentException(
                $"The path '{path}' ends with '/': only a sequential znode completes it.", nameof(path));
        return _chroot is null ? path : _chroot.Add(path);
    }

    private ZPath FullToCreate(ZPath path, CreateMode mode)
    {
        if (!mode.IsSequential())
            return Full(path);
        return _chroot is null ? path : _chroot.Add(path);
    }

    private OneShotArming? Claim(ReadOptions? options, ZPath full, OneShotKind kind, OneShotOnMissing onMissing)
    {
        if (options?.Watch is not { } watch)
            return null;
        var arming = new OneShotArming(_core, watch, full, kind, onMissing);
        arming.Claim();
        return arming;
    }
}
