namespace Coordination.Recipes.ConfigSubscriptions;

/// <summary>What was read in one instant.</summary>
/// <param name="Documents">Those that exist, in order.</param>
/// <param name="Missing">The first path of those asked for at which nothing stands; null where all are there.</param>
internal readonly record struct ConfigReading(IReadOnlyList<ConfigDocument> Documents, ZPath? Missing);
