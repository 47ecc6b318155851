using Coordination.Calls;
using Coordination.Internal;
using Coordination.Requests;

namespace Coordination.Transactions;

/// <summary>Collects writes with the ensemble's paths and copies of their data, and sends them as one.</summary>
internal sealed class CoordinationTransaction(
    Caller caller, Chroot? chroot, IReadOnlyList<Acl> defaultAcl) : ICoordinationTransaction
{
    private readonly List<IRequest> _operations = [];
    private readonly List<ZPath> _paths = [];
    private int _dataLength;
    private bool _isCommitted;

    public int Count => _operations.Count;

    public ICoordinationTransaction Check(ZPath path, int version = -1) =>
        Add(new CheckVersionRequest(Full(path), version), path, 0);

    public ICoordinationTransaction Create(
        ZPath path, ReadOnlyMemory<byte> data = default, CreateMode mode = CreateMode.Persistent,
            CreateOptions? options = null)
    {
        ZPath full = mode.IsSequential() ? Sequential(path) : Full(path);
        IReadOnlyList<Acl> acl = PlantedBugs.IsOn(PlantedBugs.TransactionForgetsAcl) ? Acl.Open : defaultAcl;
        CreateRequest request = RequestMaker.Create(full, data, mode, options, acl, withStat: true);
        return Add(RequestMaker.OwnCreate(request), path, data.Length);
    }

    public ICoordinationTransaction Set(ZPath path, ReadOnlyMemory<byte> data, int version = -1) =>
        Add(RequestMaker.OwnSet(new SetDataRequest(Full(path), data, version)), path, data.Length);

    public ICoordinationTransaction Delete(ZPath path, int version = -1) =>
        Add(new DeleteRequest(Full(path), version), path, 0);

    public ValueTask<IReadOnlyList<OperationResult>> CommitAsync(
        RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        RefuseIfCommitted();
        if (_operations.Count == 0)
            throw new InvalidOperationException("A transaction needs at least one operation.");
        _isCommitted = true;
        return caller.WriteAsync<MultiRequest, MultiResponse, IReadOnlyList<OperationResult>>(
            new MultiRequest(
                _operations), ZPath.Root, Committed, own: null, _dataLength, options, cancellationToken);
    }

    private Exception? Committed(in Answered<MultiResponse> answered, out IReadOnlyList<OperationResult> result) =>
        Projections.Committed(answered, _paths, out result);

    private CoordinationTransaction Add(IRequest operation, ZPath path, int dataLength)
    {
        RefuseIfCommitted();
        _operations.Add(operation);
        _paths.Add(path);
        _dataLength += dataLength + (2 * path.Value.Length);
        return this;
    }

    private void RefuseIfCommitted()
    {
        if (_isCommitted)
            throw new InvalidOperationException("The transaction was committed before.");
    }

    private ZPath Full(ZPath path)
    {
        if (path.IsPrefixOnly)
            throw new ArgumentException(
                $"The path '{path}' ends with '/': only a sequential znode completes it.", nameof(path));
        return Sequential(path);
    }

    private ZPath Sequential(ZPath path) => chroot is null ? path : chroot.Add(path);
}
