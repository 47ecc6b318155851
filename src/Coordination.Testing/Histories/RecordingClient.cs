using System.Runtime.CompilerServices;
using Coordination.Requests;

namespace Coordination.Testing;

/// <summary>
/// A client that records what it is asked and answered: create, delete, set, get and exists, alone and in
/// transactions, for <see cref="Models.Register"/>; and what its watch streams yield.
/// </summary>
public sealed class RecordingClient : ICoordinationClient
{
    private readonly ICoordinationClient _inner;
    private readonly History _history;
    private readonly string _process;
    private readonly ZPath _chroot;

    /// <summary>Records what goes through a client.</summary>
    /// <param name="inner">The client; disposed with this one.</param>
    /// <param name="history">What to record in.</param>
    /// <param name="process">Whose client it is.</param>
    /// <param name="chroot">The client's chroot: operations are recorded by the ensemble's paths.</param>
    public RecordingClient(ICoordinationClient inner, History history, string process, ZPath chroot = default)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(process);
        _inner = inner;
        _history = history;
        _process = process;
        _chroot = chroot;
    }

    /// <inheritdoc />
    public ICoordinationSession Session => _inner.Session;

    /// <inheritdoc />
    public ConnectionState State => _inner.State;

    /// <inheritdoc />
    public TimeProvider TimeProvider => _inner.TimeProvider;

    /// <inheritdoc />
    public IAsyncEnumerable<ConnectionChange> WatchConnectionAsync(CancellationToken cancellationToken = default) =>
        _inner.WatchConnectionAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<ZPath> CreateAsync(
        ZPath path,
        ReadOnlyMemory<byte> data = default,
        CreateMode mode = CreateMode.Persistent,
        CreateOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        CreateResponse created =
            await CreateWithStatAsync(path, data, mode, options, cancellationToken).ConfigureAwait(false);
        return created.Path;
    }

    /// <inheritdoc />
    public ValueTask<CreateResponse> CreateWithStatAsync(
        ZPath path,
        ReadOnlyMemory<byte> data = default,
        CreateMode mode = CreateMode.Persistent,
        CreateOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        HistoryOperation operation = Invoke(path, new CreateRequest(path, data.ToArray(), options?.Acl ?? [], mode));
        return RecordedCall.Record(
            operation,
            () => _inner.CreateWithStatAsync(path, data, mode, options, cancellationToken),
            static created => created);
    }

    /// <inheritdoc />
    public async ValueTask DeleteAsync(
        ZPath path, int version = -1, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        await RecordedCall.Record(
            Invoke(path, new DeleteRequest(path, version)),
            async () =>
            {
                await _inner.DeleteAsync(path, version, options, cancellationToken).ConfigureAwait(false);
                return EmptyResponse.Instance;
            },
            static done => done).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public ValueTask<Stat?> ExistsAsync(
        ZPath path, ReadOptions? options = null, CancellationToken cancellationToken = default) =>
        RecordedCall.RecordLookup(
            Invoke(path, new ExistsRequest(path)),
            () => _inner.ExistsAsync(path, options, cancellationToken),
            static stat => stat is { } there ? new ExistsResponse(there) : null);

    /// <inheritdoc />
    public ValueTask<ZNode> GetAsync(
        ZPath path, ReadOptions? options = null, CancellationToken cancellationToken = default) =>
        RecordedCall.Record(
            Invoke(path, new GetDataRequest(path)),
            () => _inner.GetAsync(path, options, cancellationToken),
            static znode => new GetDataResponse(znode.Data, znode.Stat));

    /// <inheritdoc />
    public ValueTask<ZNode?> TryGetAsync(
        ZPath path, ReadOptions? options = null, CancellationToken cancellationToken = default) =>
        RecordedCall.RecordLookup(
            Invoke(path, new GetDataRequest(path)),
            () => _inner.TryGetAsync(path, options, cancellationToken),
            static znode => znode is { } there ? new GetDataResponse(there.Data, there.Stat) : null);

    /// <inheritdoc />
    public ValueTask<Stat> SetAsync(
        ZPath path,
        ReadOnlyMemory<byte> data,
        int version = -1,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        RecordedCall.Record(
            Invoke(path, new SetDataRequest(path, data.ToArray(), version)),
            () => _inner.SetAsync(path, data, version, options, cancellationToken),
            static stat => new SetDataResponse(stat));

    /// <inheritdoc />
    public ValueTask<ZChildren> GetChildrenAsync(
        ZPath path, ReadOptions? options = null, CancellationToken cancellationToken = default) =>
        _inner.GetChildrenAsync(path, options, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<OperationResult>> ReadManyAsync(
        IReadOnlyList<IRequest> operations, ReadOptions? options = null,
            CancellationToken cancellationToken = default) =>
        _inner.ReadManyAsync(operations, options, cancellationToken);

    /// <inheritdoc />
    public ValueTask<GetAclResponse> GetAclAsync(
        ZPath path, ReadOptions? options = null, CancellationToken cancellationToken = default) =>
        _inner.GetAclAsync(path, options, cancellationToken);

    /// <inheritdoc />
    public ValueTask<Stat> SetAclAsync(
        ZPath path,
        IReadOnlyList<Acl> acl,
        int aclVersion = -1,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _inner.SetAclAsync(path, acl, aclVersion, options, cancellationToken);

    /// <inheritdoc />
    public ValueTask SyncAsync(
        ZPath path, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _inner.SyncAsync(path, options, cancellationToken);

    /// <inheritdoc />
    public ICoordinationTransaction Transaction() => new RecordingTransaction(_inner.Transaction(), Invoke);

    /// <inheritdoc />
    public IAsyncEnumerable<WatchEvent> WatchAsync(
        ZPath path, WatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        IAsyncEnumerable<WatchEvent> inner = _inner.WatchAsync(path, options, cancellationToken);
        return RecordAsync(inner, path, options, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask AddAuthAsync(
        string scheme, ReadOnlyMemory<byte> credentials, CancellationToken cancellationToken = default) =>
        _inner.AddAuthAsync(scheme, credentials, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<AuthId>> WhoAmIAsync(
        ReadOptions? options = null, CancellationToken cancellationToken = default) =>
        _inner.WhoAmIAsync(options, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ZPath>> GetEphemeralsAsync(
        ZPath prefix = default, ReadOptions? options = null, CancellationToken cancellationToken = default) =>
        _inner.GetEphemeralsAsync(prefix, options, cancellationToken);

    /// <inheritdoc />
    public ValueTask<int> GetAllChildrenNumberAsync(
        ZPath path, ReadOptions? options = null, CancellationToken cancellationToken = default) =>
        _inner.GetAllChildrenNumberAsync(path, options, cancellationToken);

    /// <inheritdoc />
    public ValueTask<ZNode> GetConfigAsync(
        ReadOptions? options = null, CancellationToken cancellationToken = default) =>
        _inner.GetConfigAsync(options, cancellationToken);

    /// <inheritdoc />
    public ValueTask<ZNode> ReconfigAsync(
        ReconfigRequest change, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _inner.ReconfigAsync(change, options, cancellationToken);

    /// <inheritdoc />
    public ValueTask DetachAsync() => _inner.DetachAsync();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    private HistoryOperation Invoke(ZPath path, IRequest request) => _history.Invoke(_process, FullPath(path), request);

    private string FullPath(ZPath path)
    {
        if (_chroot.IsRoot)
            return path.Value;
        return path.IsRoot ? _chroot.Value : _chroot.Value + path.Value;
    }

    private async IAsyncEnumerable<WatchEvent> RecordAsync(
        IAsyncEnumerable<WatchEvent> inner,
        ZPath path,
        WatchOptions? options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ObservedStream stream = _history.Observe(_process, FullPath(path), options?.Recursive ?? false);
        try
        {
            await foreach (WatchEvent change in inner.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                stream.Add(change with { Path = ZPath.Parse(FullPath(change.Path)) });
                yield return change;
            }
        }
        finally
        {
            stream.End();
        }
    }
}
