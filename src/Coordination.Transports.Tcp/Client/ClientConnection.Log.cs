using Coordination.Protocol;
using Microsoft.Extensions.Logging;

namespace Coordination.Transports.Tcp.Client;

internal sealed partial class ClientConnection
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.Dialled, LogLevel.Debug, "Connected to {Host}.")]
        public static partial void Dialled(ILogger logger, HostAddress host);

        [LoggerMessage(EventIds.ServerBroken, LogLevel.Debug, "The connection to {Host} broke: {Reason}")]
        public static partial void Broken(ILogger logger, HostAddress host, string reason);

        [LoggerMessage(EventIds.ClientConnectionFailed, LogLevel.Error, "The connection to {Host} failed.")]
        public static partial void Failed(ILogger logger, Exception error, HostAddress host);

        [LoggerMessage(
            EventIds.RetriedPlain,
            LogLevel.Information,
            "{Host} closed on the handshake and is tried once more without the extension.")]
        public static partial void RetriedPlain(ILogger logger, HostAddress host);

        [LoggerMessage(
            EventIds.LoginRefused, LogLevel.Warning, "{Host} and this client could not prove by SASL who they are.")]
        public static partial void LoginRefused(ILogger logger, HostAddress host);

        [LoggerMessage(
            EventIds.MalformedAnswer,
            LogLevel.Warning,
            "{Host} sent an answer that cannot be read ({Fault}): the connection is given up.")]
        public static partial void Malformed(ILogger logger, HostAddress host, DecodeFault fault);
    }
}
