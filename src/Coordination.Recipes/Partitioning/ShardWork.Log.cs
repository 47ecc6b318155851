using Coordination.Recipes.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Partitioning;

internal sealed partial class ShardWork
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.ShardWorkFailed, LogLevel.Error,
            "The work on shard {Shard} has failed; it is begun again in {DelayMs} ms.")]
        public static partial void WorkFailed(ILogger logger, Exception failure, int shard, double delayMs);

        [LoggerMessage(EventIds.ShardNotReleased, LogLevel.Error,
            "Shard {Shard} could not be given up: it stays until the session ends.")]
        public static partial void NotReleased(ILogger logger, Exception refused, int shard);
    }
}
