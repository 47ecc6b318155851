using Coordination.Tree.Quotas;
using Microsoft.Extensions.Logging;

namespace Coordination.Ensemble;

internal sealed partial class Upkeep
{
    private static partial class Log
    {
        [LoggerMessage(
            EventIds.SessionSilent,
            LogLevel.Information,
            "Session 0x{SessionId:x} was not heard from for {TimeoutMs} ms and is proposed to expire.")]
        public static partial void SessionSilent(ILogger logger, long sessionId, int timeoutMs);

        [LoggerMessage(
            EventIds.Paused,
            LogLevel.Information,
            "Ensemble {Ensemble} was not running for a while: no session is judged by that time.")]
        public static partial void Paused(ILogger logger, string ensemble);

        [LoggerMessage(
            EventIds.QuotaReached,
            LogLevel.Warning,
            "The quota of {Path} is reached: {Used} {Resource} of {Limit}; refused: {Refused}.")]
        public static partial void QuotaReached(
            ILogger logger, ZPath path, QuotaResource resource, long used, long limit, bool refused);

        [LoggerMessage(
            EventIds.Reaped,
            LogLevel.Debug,
            "Ensemble {Ensemble} proposed to delete {Znodes} empty containers and expired znodes.")]
        public static partial void Reaped(ILogger logger, string ensemble, int znodes);
    }
}
