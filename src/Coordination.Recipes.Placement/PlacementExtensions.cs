using Coordination.Recipes.Placement;
using Microsoft.Extensions.Logging;

namespace Coordination;

/// <summary>Placement over any client.</summary>
public static class PlacementExtensions
{
    /// <summary>Keys placed on devices by a CRUSH map that is kept below a znode. Asks nothing yet.</summary>
    /// <param name="client">The client; it is not disposed with what is made here.</param>
    /// <param name="path">The znode below which map and devices stand; made when needed.</param>
    /// <param name="options">Choices, read now; null for the defaults.</param>
    /// <param name="loggers">Where to log; null: nowhere.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is out of range.</exception>
    public static PlacementCluster Placement(
        this ICoordinationClient client, ZPath path, PlacementOptions? options = null, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new PlacementCluster(client, path, options ?? new PlacementOptions(), loggers);
    }
}
