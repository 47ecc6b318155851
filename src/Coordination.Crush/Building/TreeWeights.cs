using System.Numerics;

namespace Coordination.Crush;

/// <summary>
/// The binary tree of a tree bucket, in one array: the leaf of item i is place 2i + 1; the place of height h (trailing
/// zero bits) has its children 2^(h-1) to either side and weighs as much as they do together (FACTS §3, §8).
/// </summary>
public static class TreeWeights
{
    /// <summary>Weights of all places, 16.16; as long as the tree has places.</summary>
    /// <exception cref="ArgumentException">More items than <see cref="CrushLimits.MaxTreeItems"/>.</exception>
    public static uint[] Compute(ReadOnlySpan<uint> itemWeights)
    {
        if (itemWeights.Length > CrushLimits.MaxTreeItems)
            throw new ArgumentException($"A tree bucket holds at most {CrushLimits.MaxTreeItems} items.",
                nameof(itemWeights));
        if (itemWeights.IsEmpty)
            return [];

        int depth = Depth(itemWeights.Length);
        var places = new uint[1 << depth];
        for (int i = 0; i < itemWeights.Length; i++)
        {
            int place = Leaf(i);
            places[place] = itemWeights[i];
            for (int level = 1; level < depth; level++)
            {
                place = Parent(place);
                places[place] += itemWeights[i];
            }
        }
        return places;
    }

    internal static int Leaf(int item) => 2 * item + 1;

    internal static int Height(int place) => BitOperations.TrailingZeroCount(place);

    /// <summary>Places of a tree for a number of items: a power of two, or none.</summary>
    internal static int PlaceCount(int items) => items == 0 ? 0 : 1 << Depth(items);

    private static int Depth(int items) => 1 + (32 - BitOperations.LeadingZeroCount((uint)(items - 1)));

    private static int Parent(int place)
    {
        int height = Height(place);
        return (place >> (height + 1) & 1) != 0 ? place - (1 << height) : place + (1 << height);
    }
}
