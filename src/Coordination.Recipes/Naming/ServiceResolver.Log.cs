using Coordination.Recipes.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Naming;

public sealed partial class ServiceResolver
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.InstanceQuarantined, LogLevel.Warning,
            "The instance {Id} of {Name} has failed, and is not chosen for a while.")]
        public static partial void Quarantined(ILogger logger, string id, string name);

        [LoggerMessage(EventIds.ServiceNotFollowed, LogLevel.Error,
            "The instances of {Name} may not be followed; it is tried again in {DelayMs} ms.")]
        public static partial void NotFollowed(ILogger logger, Exception error, string name, double delayMs);
    }
}
