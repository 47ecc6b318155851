namespace Coordination;

/// <summary>The children of a znode as they were at one moment.</summary>
/// <param name="Names">Names without the parent's path, in no particular order.</param>
/// <param name="Stat">The parent's stat.</param>
public readonly record struct ZChildren(IReadOnlyList<string> Names, Stat Stat);
