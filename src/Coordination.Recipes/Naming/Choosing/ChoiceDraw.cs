namespace Coordination.Recipes.Naming.Choosing;

/// <summary>What besides the candidates a choice depends on.</summary>
/// <param name="Turn">How many choices were made before.</param>
/// <param name="Chance">A number drawn from 0 up to but not 1.</param>
/// <param name="Key">What is to stick; null for none.</param>
/// <param name="Last">The id chosen last; null for none.</param>
internal readonly record struct ChoiceDraw(uint Turn, double Chance, string? Key = null, string? Last = null);
