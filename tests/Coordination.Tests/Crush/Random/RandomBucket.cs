namespace Coordination.Tests.Crush.Random;

/// <summary>A bucket that a <see cref="RandomMap"/> has written.</summary>
/// <param name="Id">0: the text gives none.</param>
internal sealed record RandomBucket(string Name, int Type, string Algorithm, int Size, int Id);
