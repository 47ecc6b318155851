using System.Text.Json;

namespace Coordination.Recipes.Naming.Layouts;

/// <summary>Instances as the data of znodes, in either layout.</summary>
internal static class InstanceCodec
{
    public static byte[] Write(ServiceInstance instance, ServiceLayout layout) => layout == ServiceLayout.Curator
        ? JsonSerializer.SerializeToUtf8Bytes(ToCurator(instance), CuratorJson.Default.CuratorDocument)
        : JsonSerializer.SerializeToUtf8Bytes(ToDocument(instance), InstanceJson.Default.InstanceDocument);

    /// <summary>Reads the instance that a znode is; null where it is none.</summary>
    /// <param name="znode">At <c>/base/name/id</c>.</param>
    /// <param name="layout">As which it was written.</param>
    public static ServiceInstance? TryRead(in ZNode znode, ServiceLayout layout)
    {
        try
        {
            ServiceInstance? read = layout == ServiceLayout.Curator
                ? FromCurator(JsonSerializer.Deserialize(znode.Data.Span, CuratorJson.Default.CuratorDocument))
                : FromDocument(JsonSerializer.Deserialize(znode.Data.Span, InstanceJson.Default.InstanceDocument));
            return read is null ? null : read with
            {
                Name = znode.Path.Parent.Name.ToString(),
                Id = znode.Path.Name.ToString(),
                FencingToken = znode.Stat.Czxid.Value,
            };
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException)
        {
            return null; // Whoever may write here may write anything.
        }
    }

    private static InstanceDocument ToDocument(ServiceInstance instance) => new()
    {
        Address = instance.Address,
        Port = instance.Port,
        SslPort = instance.SslPort,
        Tags = instance.Tags.Count == 0 ? null : instance.Tags,
        Weight = instance.Weight == 1 ? null : instance.Weight,
        Health = instance.Health == ServiceHealth.Passing ? null : NameOf(instance.Health),
        Draining = instance.IsDraining ? true : null,
        Payload = Text(instance.Payload),
        UriSpec = instance.UriSpec,
        Registered = instance.RegisteredAt.ToUnixTimeMilliseconds(),
    };

    private static ServiceInstance? FromDocument(InstanceDocument? document)
    {
        if (document is null)
            return null;
        return Checked(new ServiceInstance
        {
            Name = "read",
            Address = document.Address,
            Port = document.Port,
            SslPort = document.SslPort,
            Tags = document.Tags ?? [],
            Weight = document.Weight ?? 1,
            Health = HealthOf(document.Health),
            IsDraining = document.Draining ?? false,
            Payload = Text(document.Payload),
            UriSpec = document.UriSpec,
            RegisteredAt = DateTimeOffset.FromUnixTimeMilliseconds(document.Registered),
        });
    }

    private static CuratorDocument ToCurator(ServiceInstance instance) => new()
    {
        Name = instance.Name,
        Id = instance.Id,
        Address = instance.Address,
        Port = instance.Port,
        SslPort = instance.SslPort,
        Payload = Text(instance.Payload),
        RegistrationTimeUtc = instance.RegisteredAt.ToUnixTimeMilliseconds(),
        ServiceType = "DYNAMIC",
        UriSpec = instance.UriSpec is null ? null : new CuratorUriSpec
        {
            Parts =
            [
                .. UriTemplate.Parts(instance.UriSpec)
                    .Select(part => new CuratorUriPart { Value = part.Value, Variable = part.IsVariable }),
            ],
        },
        Enabled = instance.CanServe ? null : false,
        Tags = instance.Tags.Count == 0 ? null : instance.Tags,
        Weight = instance.Weight == 1 ? null : instance.Weight,
    };

    private static ServiceInstance? FromCurator(CuratorDocument? document)
    {
        if (document is null)
            return null;
        return Checked(new ServiceInstance
        {
            Name = "read",
            Address = document.Address ?? "",
            Port = document.Port,
            SslPort = document.SslPort,
            Tags = document.Tags ?? [],
            Weight = document.Weight ?? 1,
            IsDraining = document.Enabled == false,
            Payload = Text(document.Payload),
            UriSpec = document.UriSpec is null ? null : string.Concat(document.UriSpec.Parts.Select(
                static part => part.Variable ? "{" + part.Value + "}" : part.Value)),
            RegisteredAt = DateTimeOffset.FromUnixTimeMilliseconds(document.RegistrationTimeUtc),
        });
    }

    private static ServiceInstance Checked(ServiceInstance instance)
    {
        instance.Validate();
        return instance;
    }

    private static JsonElement? Text(string? payload) =>
        payload is null ? null : JsonSerializer.SerializeToElement(payload, PayloadJson.Default.String);

    private static string? Text(JsonElement? payload) => payload switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } json => json.GetRawText(),
    };

    private static string NameOf(ServiceHealth health) => health == ServiceHealth.Warning ? "warning" : "failing";

    private static ServiceHealth HealthOf(string? name) => name switch
    {
        null or "passing" => ServiceHealth.Passing,
        "warning" => ServiceHealth.Warning,
        "failing" => ServiceHealth.Failing,
        _ => throw new JsonException($"The health '{name}' is unknown."),
    };
}
