using System.Text.Json;

namespace Coordination.Recipes.Naming.Layouts;

/// <summary>The JSON of <see cref="ServiceLayout.Coordination"/>; what is as by default is left out.</summary>
internal sealed class InstanceDocument
{
    public string Address { get; set; } = "";

    public int? Port { get; set; }

    public int? SslPort { get; set; }

    public IReadOnlyList<string>? Tags { get; set; }

    public int? Weight { get; set; }

    public string? Health { get; set; }

    public bool? Draining { get; set; }

    /// <summary>A JSON string for text; any other value is JSON.</summary>
    public JsonElement? Payload { get; set; }

    public string? UriSpec { get; set; }

    public long Registered { get; set; }
}
