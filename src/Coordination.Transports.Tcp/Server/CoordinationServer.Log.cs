using System.Net;
using Microsoft.Extensions.Logging;

namespace Coordination.Transports.Tcp.Server;

public sealed partial class CoordinationServer
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.Listening, LogLevel.Information, "Listening on {EndPoint}.")]
        public static partial void Listening(ILogger logger, IPEndPoint endPoint);

        [LoggerMessage(EventIds.Stopped, LogLevel.Information, "No longer listening on {EndPoint}.")]
        public static partial void Stopped(ILogger logger, IPEndPoint endPoint);

        [LoggerMessage(EventIds.AcceptFailed, LogLevel.Warning, "A connection could not be accepted.")]
        public static partial void AcceptFailed(ILogger logger, Exception error);

        [LoggerMessage(
            EventIds.SocketRefused, LogLevel.Warning, "A connection was refused: {MaxSockets} sockets are open.")]
        public static partial void Refused(ILogger logger, int maxSockets);
    }
}
