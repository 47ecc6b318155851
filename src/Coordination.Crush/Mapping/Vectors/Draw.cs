namespace Coordination.Crush;

/// <summary>A straw2 draw that waits in a <see cref="DrawQueue"/>.</summary>
/// <param name="FirstLane">Where its quotients go.</param>
/// <param name="FirstDraw">Where its ids and weights lie in the map.</param>
/// <param name="Size">How many items the bucket has.</param>
/// <param name="Input">The input.</param>
/// <param name="Attempt">The attempt number.</param>
internal record struct Draw(int FirstLane, int FirstDraw, int Size, uint Input, uint Attempt);
