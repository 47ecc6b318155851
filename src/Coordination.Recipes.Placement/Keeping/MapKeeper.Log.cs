using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Placement;

internal sealed partial class MapKeeper
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.StandingChanged, LogLevel.Information, "Device {Device}: {Verdict}.")]
        public static partial void StandingChanged(ILogger logger, int device, VerdictKind verdict);

        [LoggerMessage(EventIds.TooManyAbsent, LogLevel.Warning,
            "{Held} devices of the placement {Path} are gone but stay in, as at most the part {MostAbsent} of all may "
            + "be out for absence.")]
        public static partial void TooManyAbsent(ILogger logger, string path, int held, double mostAbsent);

        [LoggerMessage(EventIds.AdmissionRefused, LogLevel.Warning,
            "Device {Device} cannot be put into the map {Path}: {Problem}")]
        public static partial void AdmissionRefused(ILogger logger, int device, string path, string problem);

        [LoggerMessage(EventIds.KeepingEnded, LogLevel.Error,
            "This process no longer keeps the map of the placement {Path}.")]
        public static partial void KeepingEnded(ILogger logger, string path, Exception error);
    }
}
