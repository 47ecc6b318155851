using Coordination.Recipes.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.ConfigSubscriptions;

public sealed partial class ConfigSubscription<T>
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.ConfigBroken, LogLevel.Warning,
            "The configuration at '{Path}' cannot be used as it is; the last good version stays.")]
        public static partial void Broken(ILogger logger, ZPath path, Exception failure);

        [LoggerMessage(EventIds.ConfigFromFile, LogLevel.Warning,
            "Started with '{File}', as the configuration at '{Path}' was not to be had.")]
        public static partial void StartedFromFile(ILogger logger, string? file, ZPath path);

        [LoggerMessage(EventIds.ConfigFileNotWritten, LogLevel.Warning,
            "The last good configuration could not be kept in '{File}'.")]
        public static partial void FileNotWritten(ILogger logger, string? file, Exception failure);
    }
}
