using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Placement;

public sealed partial class DeviceRegistration
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.DeviceRegistered, LogLevel.Information,
            "Device {Device} is registered by session 0x{SessionId:x}.")]
        public static partial void DeviceRegistered(ILogger logger, int device, long sessionId);

        [LoggerMessage(EventIds.DeviceTaken, LogLevel.Warning,
            "Device {Device} is registered by another session, 0x{SessionId:x}; waiting until that is gone.")]
        public static partial void DeviceTaken(ILogger logger, int device, long sessionId);

        [LoggerMessage(EventIds.LeftBehind, LogLevel.Debug,
            "Device {Device} was given up without an answer; it is down, at the latest when its session ends.")]
        public static partial void LeftBehind(ILogger logger, int device, Exception error);

        [LoggerMessage(EventIds.RegistrationEnded, LogLevel.Error, "Device {Device} is no longer registered.")]
        public static partial void RegistrationEnded(ILogger logger, int device, Exception error);
    }
}
