using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Placement;

public sealed partial class PlacementFollower
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.MapChanged, LogLevel.Information, "The placement map {Path} is at version {Version}.")]
        public static partial void MapChanged(ILogger logger, string path, int version);

        [LoggerMessage(EventIds.MapUnreadable, LogLevel.Error,
            "Version {Version} of the placement map {Path} cannot be read; the last good one stays.")]
        public static partial void MapUnreadable(ILogger logger, string path, int version, Exception error);

        [LoggerMessage(EventIds.MapGone, LogLevel.Warning,
            "The placement map {Path} is gone; its version {Version} stays in force here.")]
        public static partial void MapGone(ILogger logger, string path, int version);

        [LoggerMessage(EventIds.FollowingEnded, LogLevel.Error,
            "Nobody follows the placement {Path} any more in this process.")]
        public static partial void FollowingEnded(ILogger logger, string path, Exception error);
    }
}
