using System.Text.Json.Serialization;

namespace Coordination.Samples.Recipes.Events;

/// <summary>One line of standard output; what an event does not carry is left out.</summary>
internal sealed record RecipeEvent
{
    [JsonPropertyName("event")]
    public required string Event { get; init; }

    public string Id { get; init; } = "";

    /// <summary>CLOCK_MONOTONIC, seconds.</summary>
    public double T { get; init; }

    public string? State { get; init; }

    public long? Token { get; init; }

    public IReadOnlyList<long>? Tokens { get; init; }

    /// <summary>Until when a holding is proven, on the clock of <see cref="T"/>.</summary>
    public double? Until { get; init; }

    public int? Version { get; init; }

    public string? Path { get; init; }

    /// <summary>The members of a group: what each says about itself, by its id.</summary>
    public IReadOnlyDictionary<string, string>? Members { get; init; }

    /// <summary>The instances of a service.</summary>
    public IReadOnlyList<InstanceLine>? Instances { get; init; }

    /// <summary>A counter after a change.</summary>
    public long? Value { get; init; }

    public string? Address { get; init; }

    public int? Port { get; init; }

    /// <summary>Shards of a partition; in the order of their <see cref="Tokens"/>.</summary>
    public IReadOnlyList<int>? Shards { get; init; }
}
