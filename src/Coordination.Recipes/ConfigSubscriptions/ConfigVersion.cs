namespace Coordination.Recipes.ConfigSubscriptions;

/// <summary>A configuration that could be read.</summary>
/// <param name="Value">What the parser made of it.</param>
/// <param name="Documents">What it was made of, in the order in which they layer; all of one instant.</param>
/// <param name="IsFromFile">Whether it comes from the last-good file, as the ensemble has not shown a good one yet.
/// </param>
public sealed record ConfigVersion<T>(T Value, IReadOnlyList<ConfigDocument> Documents, bool IsFromFile);
