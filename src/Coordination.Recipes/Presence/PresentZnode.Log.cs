using Coordination.Recipes.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Presence;

internal sealed partial class PresentZnode
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.PresenceRefused, LogLevel.Error,
            "{Path} could not be made again; it is tried again in {DelayMs} ms.")]
        public static partial void Refused(ILogger logger, Exception error, ZPath path, double delayMs);

        [LoggerMessage(EventIds.PresenceReplaced, LogLevel.Warning,
            "{Path} was taken over by a later one of the same name; this one gives up.")]
        public static partial void Replaced(ILogger logger, ZPath path);
    }
}
