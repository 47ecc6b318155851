using System.Net;
using Microsoft.Extensions.Logging;

namespace Coordination.Transports.Tcp.Server.Admin;

public sealed partial class AdminServer
{
    private static partial class Log
    {
        [LoggerMessage(
            EventIds.AdminListening,
            LogLevel.Information,
            "Metrics and commands are at http://{EndPoint}/metrics and /commands.")]
        public static partial void Listening(ILogger logger, IPEndPoint endPoint);

        [LoggerMessage(EventIds.AdminFailed, LogLevel.Warning, "A request for metrics or a command failed.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
