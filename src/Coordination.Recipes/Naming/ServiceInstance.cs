using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Coordination.Recipes.Naming.Layouts;

namespace Coordination.Recipes.Naming;

/// <summary>One of the live endpoints that a name stands for.</summary>
public sealed record ServiceInstance
{
    /// <summary>The greatest <see cref="Weight"/>.</summary>
    public const int MaxWeight = 1_000_000;

    /// <summary>The service's name: one segment of a path.</summary>
    public required string Name { get; init; }

    /// <summary>Host name or address.</summary>
    public required string Address { get; init; }

    /// <summary>The port; null for none.</summary>
    public int? Port { get; init; }

    /// <summary>The port for TLS; null for none.</summary>
    public int? SslPort { get; init; }

    /// <summary>
    /// What tells it from the others, and the same after a restart, so that it takes the place of its former self at
    /// once; address and port by default. One segment of a path.
    /// </summary>
    public string Id
    {
        get => field ?? $"{Address}:{(Port ?? SslPort)?.ToString(CultureInfo.InvariantCulture)}".TrimEnd(':');
        init;
    }

    /// <summary>Words by which instances are told apart; none by default.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Its share, from 0 (chosen last) to <see cref="MaxWeight"/>; 1 by default.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>Whether it can serve, as it says itself.</summary>
    public ServiceHealth Health { get; init; }

    /// <summary>Whether it is about to go: it ends what it has begun, and is not chosen any more.</summary>
    public bool IsDraining { get; init; }

    /// <summary>What else it says: text, or JSON; null for nothing.</summary>
    public string? Payload { get; init; }

    /// <summary>
    /// How its address is written, with Curator's variables (<c>{scheme}://{address}:{port}</c>); null for that of
    /// http, or of https where there is a port for TLS only.
    /// </summary>
    public string? UriSpec { get; init; }

    /// <summary>When it was registered, by its own clock.</summary>
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The zxid by which it was registered; 0 before it is.</summary>
    public long FencingToken { get; init; }

    /// <summary>Whether it may be chosen, by what it says.</summary>
    public bool CanServe => !IsDraining && Health != ServiceHealth.Failing;

    /// <summary>Reads a payload of JSON.</summary>
    /// <param name="type">Its type, of a source-generated context.</param>
    /// <returns>Null where there is no payload.</returns>
    /// <exception cref="JsonException">It is not of that type.</exception>
    public T? ReadPayload<T>(JsonTypeInfo<T> type) =>
        Payload is null ? default : JsonSerializer.Deserialize(Payload, type);

    /// <summary>The same with a payload of JSON.</summary>
    public ServiceInstance WithPayload<T>(T payload, JsonTypeInfo<T> type) =>
        this with { Payload = JsonSerializer.Serialize(payload, type) };

    /// <summary>Its address, by <see cref="UriSpec"/>.</summary>
    /// <exception cref="UriFormatException">That makes no address.</exception>
    public Uri ToUri() => new(UriTemplate.Expand(this));

    /// <exception cref="ArgumentException">A value is out of range.</exception>
    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(Name);
        ArgumentException.ThrowIfNullOrEmpty(Address);
        ArgumentNullException.ThrowIfNull(Tags);
        CheckPort(Port, nameof(Port));
        CheckPort(SslPort, nameof(SslPort));
        if (Weight is < 0 or > MaxWeight)
            throw new ArgumentException($"The weight {Weight} is not from 0 to {MaxWeight}.", nameof(Weight));
    }

    private static void CheckPort(int? port, string name)
    {
        if (port is < 0 or > ushort.MaxValue)
            throw new ArgumentException($"The port {port} is not from 0 to {ushort.MaxValue}.", name);
    }
}
