using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coordination.Recipes.Naming.Layouts;

/// <summary>
/// The JSON of Curator's <c>ServiceInstance</c>. What Curator writes it writes always, null where there is nothing; the
/// rest is left out as by default, since older versions refuse what they do not know (CURATOR-275).
/// </summary>
internal sealed class CuratorDocument
{
    public string Name { get; set; } = "";

    public string Id { get; set; } = "";

    public string? Address { get; set; }

    public int? Port { get; set; }

    public int? SslPort { get; set; }

    public JsonElement? Payload { get; set; }

    [JsonPropertyName("registrationTimeUTC")]
    public long RegistrationTimeUtc { get; set; }

    public string? ServiceType { get; set; }

    public CuratorUriSpec? UriSpec { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Enabled { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Tags { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Weight { get; set; }
}
