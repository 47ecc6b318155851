using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Naming;

/// <summary>Choices for the services below one path.</summary>
public sealed class ServiceOptions
{
    /// <summary>How instances are written; the same for all who use the path.</summary>
    public ServiceLayout Layout { get; set; }

    /// <summary>Where what happens in the background is logged; null, the default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }
}
