using Coordination.Recipes.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Election;

internal sealed partial class Campaign
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.TermBegun, LogLevel.Information, "{Id} leads {Path} with token {FencingToken}.")]
        public static partial void TermBegun(ILogger logger, string id, ZPath path, long fencingToken);

        [LoggerMessage(EventIds.TermEnded, LogLevel.Information, "{Id} has ended its term of {Path}.")]
        public static partial void TermEnded(ILogger logger, string id, ZPath path);

        [LoggerMessage(EventIds.TermLost, LogLevel.Warning, "{Id} has lost {Path}, with token {FencingToken}.")]
        public static partial void TermLost(ILogger logger, string id, ZPath path, long fencingToken);

        [LoggerMessage(EventIds.TermFailed, LogLevel.Error,
            "The work of {Id} as leader of {Path} has failed; it stays out for {DelayMs} ms.")]
        public static partial void TermFailed(ILogger logger, Exception error, string id, ZPath path, double delayMs);

        [LoggerMessage(EventIds.CandidacyRefused, LogLevel.Error,
            "{Id} may not stand for {Path}; it tries again in {DelayMs} ms.")]
        public static partial void CandidacyRefused(
            ILogger logger, Exception error, string id, ZPath path, double delayMs);
    }
}
