using Coordination.Requests;

namespace Coordination.Protocol;

/// <summary>What a client must remember of a request to read its answer, as the wire does not repeat it.</summary>
/// <param name="WireOp">The operation as sent.</param>
/// <param name="Operations">The operations of a multi or multi-read; null for everything else.</param>
public readonly record struct AskedRequest(OpCode WireOp, IReadOnlyList<IRequest>? Operations = null)
{
    /// <summary>What to remember of a request that is sent in a dialect.</summary>
    public static AskedRequest Of<T>(WireDialect dialect, in T request)
        where T : struct, IRequest => request switch
        {
            MultiRequest r => new(OpCode.Multi, r.Operations),
            MultiReadRequest r => new(OpCode.MultiRead, r.Operations),
            SetWatchesRequest r => new(OpOf(dialect, r)),
            _ => new(request.OpCode),
        };

    // As the Java client does, for servers before 3.6, which know no persistent watches.
    private static OpCode OpOf(WireDialect dialect, in SetWatchesRequest request) =>
        dialect == WireDialect.Apache && request.PersistentWatches.Count == 0
            && request.PersistentRecursiveWatches.Count == 0
            ? OpCode.SetWatches
            : OpCode.SetWatches2;
}
