namespace Coordination.Crush;

/// <summary>What a weight set replaces in one straw2 bucket. Immutable.</summary>
public sealed class WeightSetEntry
{
    private readonly uint[][] _positions;
    private readonly int[] _ids;

    internal WeightSetEntry(uint[][] positions, int[] ids) => (_positions, _ids) = (positions, ids);

    /// <summary>
    /// How many weight vectors there are; a replica position beyond the last uses the last. 0: the bucket's own
    /// weights.
    /// </summary>
    public int PositionCount => _positions.Length;

    /// <summary>Numbers that are hashed instead of the items; empty: the items themselves.</summary>
    public ReadOnlySpan<int> Ids => _ids;

    internal bool IsEmpty => _positions.Length == 0 && _ids.Length == 0;

    internal int[] IdArray => _ids;

    internal uint[][] PositionArrays => _positions;

    /// <summary>Weights, 16.16, one per item of the bucket, for a replica position.</summary>
    public ReadOnlySpan<uint> WeightsAt(int position) => _positions[position];

    internal WeightSetEntry WithWeight(int index, uint weight, int onlyPosition = -1)
    {
        uint[][] positions = CopyPositions();
        for (int p = 0; p < positions.Length; p++)
        {
            if (onlyPosition < 0 || onlyPosition == p)
                positions[p][index] = weight;
        }
        return new WeightSetEntry(positions, _ids);
    }

    /// <summary>An item was appended to the bucket.</summary>
    internal WeightSetEntry Appended(int item, uint weight) =>
        new([.. _positions.Select(p => (uint[])[.. p, weight])], _ids.Length == 0 ? _ids : [.. _ids, item]);

    /// <summary>The item at <paramref name="index"/> was taken out of the bucket.</summary>
    internal WeightSetEntry Without(int index) =>
        new([.. _positions.Select(p => Without(p, index))], _ids.Length == 0 ? _ids : Without(_ids, index));

    /// <summary>Cuts or pads with 0, so that every vector has one entry per item.</summary>
    internal WeightSetEntry Fitted(int size)
    {
        uint[][] positions = CopyPositions();
        for (int p = 0; p < positions.Length; p++)
            Array.Resize(ref positions[p], size);
        int[] ids = (int[])_ids.Clone();
        if (ids.Length != 0)
            Array.Resize(ref ids, size);
        return new WeightSetEntry(positions, ids);
    }

    private static T[] Without<T>(T[] array, int index) => [.. array.AsSpan(0, index), .. array.AsSpan(index + 1)];

    private uint[][] CopyPositions() => [.. _positions.Select(p => (uint[])p.Clone())];
}
