using Coordination.Tree.Quotas;
using Microsoft.Extensions.Logging;

namespace Coordination.Ensemble;

public sealed partial class CoordinationEnsemble
{
    private static partial class Log
    {
        [LoggerMessage(
            EventIds.EnsembleStarted,
            LogLevel.Information,
            "Ensemble {Ensemble} serves from zxid 0x{Zxid:x} with {Znodes} znodes.")]
        public static partial void Started(ILogger logger, string ensemble, long zxid, int znodes);

        [LoggerMessage(EventIds.EnsembleStopped, LogLevel.Information, "Ensemble {Ensemble} has stopped.")]
        public static partial void Stopped(ILogger logger, string ensemble);

        [LoggerMessage(
            EventIds.EnsembleStoppedLate,
            LogLevel.Warning,
            "Ensemble {Ensemble} has stopped while {Connections} connections did not take their end.")]
        public static partial void StoppedLate(ILogger logger, string ensemble, int connections);

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
