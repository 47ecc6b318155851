using System.Text.Json.Serialization;

namespace Coordination.Recipes.Naming.Layouts;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CuratorDocument))]
internal sealed partial class CuratorJson : JsonSerializerContext;
