using Coordination.Recipes.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Leases;

internal sealed partial class LossSignal
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.LostCallbackFailed, LogLevel.Error, "A callback on a lease's Lost token failed.")]
        public static partial void LostCallbackFailed(ILogger logger, Exception failure);
    }
}
