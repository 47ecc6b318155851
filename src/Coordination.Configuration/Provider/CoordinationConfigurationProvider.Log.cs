using Coordination.Configuration.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Coordination.Configuration.Provider;

internal sealed partial class CoordinationConfigurationProvider
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.ListenerFailed, LogLevel.Error,
            "What listens to changes of the configuration failed at a new version of {Source}.")]
        public static partial void ListenerFailed(
            ILogger logger, CoordinationConfigurationProvider source, Exception failure);
    }
}
