using Coordination.Configuration.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Coordination.Configuration.Hosts;

internal sealed partial class ConfigurationReporter
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.Broken, LogLevel.Warning,
            "The configuration at '{Path}' cannot be used as it is; the last good version stays in force.")]
        public static partial void Broken(ILogger logger, ZPath path, Exception failure);

        [LoggerMessage(EventIds.InForce, LogLevel.Information,
            "A new version of the configuration at '{Path}' is in force, of {Documents} documents.")]
        public static partial void InForce(ILogger logger, ZPath path, int documents);
    }
}
