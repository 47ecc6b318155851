namespace Coordination.Crush;

/// <summary>
/// An inner part of the hierarchy (a host, a rack, a root): items in a fixed order with their weights. Immutable.
/// </summary>
public sealed class Bucket
{
    private readonly int[] _items;
    private readonly uint[] _weights;
    private readonly uint[] _derived;

    internal Bucket(int id, int type, BucketAlgorithm algorithm, byte hashType, uint weight, int[] items,
        uint[] weights,
        uint[] derived)
    {
        (Id, Type, Algorithm, HashType, Weight) = (id, type, algorithm, hashType, new Weight(weight));
        (_items, _weights, _derived) = (items, weights, derived);
    }

    /// <summary>Negative number of this bucket; it enters the hash, so changing it moves data.</summary>
    public int Id { get; }

    /// <summary>Number of its type, from 1; <see cref="CrushMap.TypeNames"/> has the names.</summary>
    public int Type { get; }

    /// <summary>How it chooses one of its items.</summary>
    public BucketAlgorithm Algorithm { get; }

    /// <summary>0 is rjenkins1. With any other number the hash is constant, as in Ceph.</summary>
    public byte HashType { get; }

    /// <summary>Sum of the items' weights, as recorded in the map.</summary>
    public Weight Weight { get; }

    /// <summary>Devices (0 and above) and buckets (negative).</summary>
    public ReadOnlySpan<int> Items => _items;

    /// <summary>Weight of each item, 16.16, in the order of <see cref="Items"/>.</summary>
    public ReadOnlySpan<uint> ItemWeights => _weights;

    /// <summary>
    /// List: running sums. Tree: weights of all places of the tree. Straw: straw lengths. Others: empty.
    /// </summary>
    internal ReadOnlySpan<uint> Derived => _derived;

    /// <summary>Weight of every item of a uniform bucket; kept apart, as an empty bucket has one too.</summary>
    internal uint UniformWeight { get; init; }

    internal int[] ItemArray => _items;

    internal uint[] WeightArray => _weights;

    internal int IndexOf(int item) => Array.IndexOf(_items, item);
}
