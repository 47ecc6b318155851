using System.Text.Json.Serialization;

namespace Coordination.Samples.Recipes.Events;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ObservedEvent))]
[JsonSerializable(typeof(WatchLine))]
internal sealed partial class EventContext : JsonSerializerContext;
