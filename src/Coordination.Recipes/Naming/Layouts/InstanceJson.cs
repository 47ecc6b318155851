using System.Text.Json.Serialization;

namespace Coordination.Recipes.Naming.Layouts;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InstanceDocument))]
internal sealed partial class InstanceJson : JsonSerializerContext;
