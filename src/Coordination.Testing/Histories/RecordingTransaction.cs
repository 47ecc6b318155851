using Coordination.Requests;

namespace Coordination.Testing;

/// <summary>
/// Records a transaction as operations on each of its znodes that are invoked and answered together. So it is judged
/// per znode; that all of it happened or nothing shows where answers are compared with the log.
/// </summary>
internal sealed class RecordingTransaction(
    ICoordinationTransaction inner, Func<ZPath, IRequest, HistoryOperation> invoke) : ICoordinationTransaction
{
    private readonly List<(ZPath Path, IRequest Request)> _requests = [];

    public int Count => inner.Count;

    public ICoordinationTransaction Check(ZPath path, int version = -1)
    {
        inner.Check(path, version);
        _requests.Add((path, new CheckVersionRequest(path, version)));
        return this;
    }

    public ICoordinationTransaction Create(
        ZPath path,
        ReadOnlyMemory<byte> data = default,
        CreateMode mode = CreateMode.Persistent,
        CreateOptions? options = null)
    {
        inner.Create(path, data, mode, options);
        _requests.Add((path, new CreateRequest(path, data.ToArray(), options?.Acl ?? [], mode)));
        return this;
    }

    public ICoordinationTransaction Set(ZPath path, ReadOnlyMemory<byte> data, int version = -1)
    {
        inner.Set(path, data, version);
        _requests.Add((path, new SetDataRequest(path, data.ToArray(), version)));
        return this;
    }

    public ICoordinationTransaction Delete(ZPath path, int version = -1)
    {
        inner.Delete(path, version);
        _requests.Add((path, new DeleteRequest(path, version)));
        return this;
    }

    public async ValueTask<IReadOnlyList<OperationResult>> CommitAsync(
        RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        HistoryOperation[] operations = [.. _requests.Select(asked => invoke(asked.Path, asked.Request))];
        IReadOnlyList<OperationResult> results;
        try
        {
            results = await inner.CommitAsync(options, cancellationToken).ConfigureAwait(false);
        }
        catch (TransactionRejectedException rejected)
        {
            Refuse(operations, rejected);
            throw;
        }
        catch (Exception error)
        {
            foreach (HistoryOperation operation in operations)
                RecordedCall.End(operation, error);
            throw;
        }

        for (int i = 0; i < operations.Length; i++)
            operations[i].Answer(results[i].Body);
        return results;
    }

    // Only the operation that failed says something of the state, and only if no other touched that znode before it.
    private static void Refuse(HistoryOperation[] operations, TransactionRejectedException rejected)
    {
        for (int i = 0; i < operations.Length; i++)
        {
            HistoryOperation operation = operations[i];
            if (i == rejected.FailedIndex && operations.Count(other => other.Key == operation.Key) == 1)
                operation.Refuse(rejected.Code);
            else
                operation.NotDone();
        }
    }
}
