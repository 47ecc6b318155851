using Coordination.Transports;
using Microsoft.Extensions.Logging;

namespace Coordination.Ensemble.Connections;

internal sealed partial class Delivery
{
    private static partial class Log
    {
        [LoggerMessage(
            EventIds.SessionOpened,
            LogLevel.Debug,
            "Session 0x{SessionId:x} stands, with a time-out of {TimeoutMs} ms.")]
        public static partial void SessionOpened(ILogger logger, long sessionId, int timeoutMs);

        [LoggerMessage(
            EventIds.ConnectionClosed,
            LogLevel.Debug,
            "A connection of session 0x{SessionId:x} has closed: {Why}.")]
        public static partial void ConnectionClosed(ILogger logger, long sessionId, CloseReason why);

        [LoggerMessage(
            EventIds.SinkFailed,
            LogLevel.Error,
            "A connection of session 0x{SessionId:x} is closed, as its client failed to take what it was told.")]
        public static partial void SinkFailed(ILogger logger, Exception error, long sessionId);
    }
}
