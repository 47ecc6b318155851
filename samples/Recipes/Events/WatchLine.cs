using System.Text.Json.Serialization;

namespace Coordination.Samples.Recipes.Events;

/// <summary>An event of a watch stream; the zxid is null where the server tells none.</summary>
internal sealed record WatchLine(
    [property: JsonPropertyName("event")] string Event, string Id, double T, long? Zxid)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Path { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Coalesced { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Version { get; init; }
}
