namespace Coordination.Recipes.Contenders;

/// <summary>The beginning of a contender's name, which is its own alone; the ensemble appends the number.</summary>
/// <param name="Text">Of the znode that stands in line.</param>
/// <param name="Companion">
/// Of a second znode, made and deleted in the same transactions, for contenders that know only its layout; null for
/// none. As nothing can come between the two, they are one place in line.
/// </param>
internal sealed record ContenderPrefix(string Text, string? Companion = null)
{
    /// <summary>Whether a znode's name is the contender's.</summary>
    public bool Owns(string name) =>
        name.StartsWith(Text, StringComparison.Ordinal)
        || (Companion is not null && name.StartsWith(Companion, StringComparison.Ordinal));
}
