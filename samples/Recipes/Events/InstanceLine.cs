using System.Text.Json.Serialization;

namespace Coordination.Samples.Recipes.Events;

/// <summary>One instance of a service; what it does not say is null.</summary>
internal sealed record InstanceLine(
    string Id,
    string Address,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Port,
    IReadOnlyList<string> Tags,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Payload);
