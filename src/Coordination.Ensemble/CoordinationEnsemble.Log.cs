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
    }
}
