using Coordination.Requests;

namespace Coordination;

/// <summary>
/// Writes that happen all or not at all. Collect them, then commit once; not for use by several threads.
/// </summary>
public interface ICoordinationTransaction
{
    /// <summary>Operations collected so far.</summary>
    int Count { get; }

    /// <summary>
    /// Fails the transaction unless the znode has this version (-1: any, so that it need only exist).
    /// </summary>
    ICoordinationTransaction Check(ZPath path, int version = -1);

    /// <summary>Creates a znode.</summary>
    ICoordinationTransaction Create(
        ZPath path, ReadOnlyMemory<byte> data = default, CreateMode mode = CreateMode.Persistent,
        CreateOptions? options = null);

    /// <summary>Sets a znode's data.</summary>
    ICoordinationTransaction Set(ZPath path, ReadOnlyMemory<byte> data, int version = -1);

    /// <summary>Deletes a znode.</summary>
    ICoordinationTransaction Delete(ZPath path, int version = -1);

    /// <summary>Carries all of them out, or none; answers one result per operation.</summary>
    /// <exception cref="TransactionRejectedException">One failed, so nothing happened; it says which.</exception>
    /// <exception cref="OutcomeUnknownException">It may have happened.</exception>
    /// <exception cref="SessionExpiredException">The session is gone.</exception>
    /// <exception cref="InvalidOperationException">It was committed before, or is empty.</exception>
    ValueTask<IReadOnlyList<OperationResult>> CommitAsync(RequestOptions? options = null,
        CancellationToken cancellationToken = default);
}
