using Coordination.Recipes.Naming;

namespace Coordination.Hosting;

/// <summary>Where and how the services of a host are registered and found.</summary>
public sealed class CoordinationServicesOptions
{
    /// <summary>The znode below which the names stand; <see cref="NamingExtensions.DefaultServicesPath"/> by default.
    /// </summary>
    public ZPath Path { get; set; } = NamingExtensions.DefaultServicesPath;

    /// <summary>How instances are written; <see cref="ServiceLayout.Coordination"/> by default.</summary>
    public ServiceLayout Layout { get; set; }

    /// <summary>The key of the client; null, the default, for the only one.</summary>
    public object? ClientKey { get; set; }
}
