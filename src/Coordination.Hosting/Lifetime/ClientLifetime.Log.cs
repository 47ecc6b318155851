using Microsoft.Extensions.Logging;

namespace Coordination.Hosting;

internal sealed partial class ClientLifetime
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.Connecting, LogLevel.Debug, "The {Client} connects before the host's services start.")]
        public static partial void Connecting(ILogger logger, string client);

        [LoggerMessage(EventIds.Connected, LogLevel.Information,
            "The {Client} is connected with session 0x{SessionId:x}.")]
        public static partial void Connected(ILogger logger, string client, long sessionId);

        [LoggerMessage(EventIds.NotWaiting, LogLevel.Information,
            "The {Client} is not waited for, as its StartTimeout is 0; it connects meanwhile.")]
        public static partial void NotWaiting(ILogger logger, string client);

        [LoggerMessage(EventIds.Closing, LogLevel.Information,
            "The {Client} closes its session: the host's services have stopped.")]
        public static partial void Closing(ILogger logger, string client);
    }
}
