using System.Runtime.CompilerServices;
using System.Text;
using Coordination.Requests;

namespace Coordination.Ensemble.Requests;

/// <summary>
/// The limits that a request is held against before it becomes a command (DESIGN.md §8): apply knows no option, so
/// that replicas cannot differ in one.
/// </summary>
internal sealed class RequestRules(EnsembleLimits limits)
{
    /// <summary>jute writes a length of four bytes before each text and each list, and four for each number.</summary>
    private const int Field = 4;

    // A path this short keeps both limits whatever it holds: a character is three bytes at most, a name at least two
    // characters.
    private readonly int _plainPathLength = Math.Min(limits.PathBytes / 3, 2 * limits.PathDepth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Allows(ZPath path) => !path.IsPrefixOnly && AllowsLength(path);

    /// <summary>
    /// Only a sequential mode takes a path that ends in a slash; the tree says which modes there are.
    /// </summary>
    public bool Allows(in CreateRequest request) =>
        AllowsLength(request.Path) && request.Data.Length <= limits.DataBytes
        && SizeOf(request.Acl) <= limits.FrameBytes;

    public bool Allows(in SetDataRequest request) => Allows(request.Path) && request.Data.Length <= limits.DataBytes;

    public bool Allows(in SetAclRequest request) => Allows(request.Path) && SizeOf(request.Acl) <= limits.FrameBytes;

    public bool Allows(in SetWatchesRequest request) =>
        AllowsAll(request.DataWatches) && AllowsAll(request.ExistWatches) && AllowsAll(request.ChildWatches)
        && AllowsAll(request.PersistentWatches) && AllowsAll(request.PersistentRecursiveWatches);

    /// <summary>
    /// Holds each operation, their number, and the size of all together against the limits; of a multi and a
    /// multi-read alike.
    /// </summary>
    public bool AllowsOperations(IReadOnlyList<IRequest>? operations)
    {
        if (operations is null || operations.Count > limits.MultiOperations)
            return false;

        long bytes = 0;
        for (int i = 0; i < operations.Count; i++)
        {
            if (!AllowsOperation(operations[i]))
                return false;
            bytes += SizeOf(operations[i]);
            if (bytes > limits.FrameBytes)
                return false;
        }

        return true;
    }

    private bool AllowsOperation(IRequest? operation) => operation switch
    {
        CreateRequest create => Allows(create),
        SetDataRequest set => Allows(set),
        DeleteRequest delete => Allows(delete.Path),
        CheckVersionRequest check => Allows(check.Path),
        // A path that names no znode fails its read alone.
        GetDataRequest get => AllowsLength(get.Path) && !get.Watch,
        GetChildrenRequest list => AllowsLength(list.Path) && !list.Watch,
        _ => false,
    };

    private static long SizeOf(IRequest operation) => 9 + operation switch // MultiHeader: type, done, err.
    {
        CreateRequest create => SizeOf(create.Path) + Field + create.Data.Length + SizeOf(create.Acl) + Field,
        SetDataRequest set => SizeOf(set.Path) + Field + set.Data.Length + Field,
        DeleteRequest delete => SizeOf(delete.Path) + Field,
        CheckVersionRequest check => SizeOf(check.Path) + Field,
        GetDataRequest get => SizeOf(get.Path) + 1,
        GetChildrenRequest list => SizeOf(list.Path) + 1,
        _ => 0,
    };

    private static long SizeOf(IReadOnlyList<Acl>? acl)
    {
        long bytes = Field;
        for (int i = 0; i < acl?.Count; i++)
            bytes += Field + SizeOf(acl[i].Id.Scheme) + SizeOf(acl[i].Id.Id);
        return bytes;
    }

    private static long SizeOf(ZPath path) => SizeOf(path.Value);

    private static long SizeOf(string? text) => Field + (text is null ? 0 : Encoding.UTF8.GetByteCount(text));

    private bool AllowsAll(IReadOnlyList<ZPath>? paths) => paths is not null && paths.All(Allows);

    private bool AllowsLength(ZPath path) =>
        path.Value.Length <= _plainPathLength
        || (path.Depth <= limits.PathDepth && Encoding.UTF8.GetByteCount(path.Value) <= limits.PathBytes);
}
