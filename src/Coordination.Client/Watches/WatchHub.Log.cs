using Coordination.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Coordination.Watches;

internal sealed partial class WatchHub
{
    private static partial class Log
    {
        [LoggerMessage(
            EventIds.ReplayIncomplete,
            LogLevel.Information,
            "What {Count} watches missed since zxid {Zxid} was not replayed: the difference is read.")]
        public static partial void ReplayIncomplete(ILogger logger, int count, Zxid zxid);
    }
}
