using System.Text.Json.Serialization;

namespace Coordination.Samples.Recipes.Events;

/// <summary>What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecipeEvent))]
internal sealed partial class SparseEventContext : JsonSerializerContext;
