namespace Coordination.Crush;

/// <summary>How a bucket chooses one of its items. The numbers are those of the encoding.</summary>
public enum BucketAlgorithm : byte
{
    /// <summary>A permutation of equal items; any change of the bucket moves almost everything.</summary>
    Uniform = 1,

    /// <summary>A list, newest first: growing moves the least, shrinking much.</summary>
    List = 2,

    /// <summary>A binary tree: O(log n) draws, moderate movement.</summary>
    Tree = 3,

    /// <summary>Straws of computed lengths: the predecessor of straw2, whose lengths depend on each other.</summary>
    Straw = 4,

    /// <summary>
    /// Every item draws by its own weight alone; a change of one weight moves data only to or from that item.
    /// </summary>
    Straw2 = 5,
}
