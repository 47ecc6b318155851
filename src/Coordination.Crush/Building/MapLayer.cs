namespace Coordination.Crush;

/// <summary>One layer of <see cref="LayeredMap"/>.</summary>
/// <param name="Name">Name of the type; buckets are named after it, with a number from 0.</param>
/// <param name="Algorithm">How its buckets choose.</param>
/// <param name="Size">How many of the layer below each bucket holds; 0: all, in one bucket without a number.</param>
public readonly record struct MapLayer(string Name, BucketAlgorithm Algorithm, int Size);
