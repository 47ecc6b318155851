using System.Text.Json.Serialization;

namespace Coordination.Samples.Recipes.Events;

/// <summary>Who leads; null while nobody does.</summary>
internal sealed record ObservedEvent(string Id, double T, string? Leader)
{
    [JsonPropertyName("event"), JsonPropertyOrder(-1)]
    public string Event => "observed";
}
