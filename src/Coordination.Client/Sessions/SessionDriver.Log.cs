using Coordination.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Coordination.Sessions;

internal sealed partial class SessionDriver
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.SessionBegun, LogLevel.Information,
            "Session {Session} begins, with a time-out of {TimeoutMs} ms.")]
        public static partial void SessionBegun(ILogger logger, SessionId session, int timeoutMs);

        [LoggerMessage(EventIds.SessionResumed, LogLevel.Information, "Session {Session} is served again.")]
        public static partial void SessionResumed(ILogger logger, SessionId session);

        [LoggerMessage(EventIds.SessionSuspended, LogLevel.Information, "Nobody serves session {Session} for now.")]
        public static partial void SessionSuspended(ILogger logger, SessionId session);

        [LoggerMessage(EventIds.SessionLost, LogLevel.Warning, "Session {Session} is lost, and all that it held.")]
        public static partial void SessionLost(ILogger logger, SessionId session);

        [LoggerMessage(EventIds.SessionSurrendered, LogLevel.Information,
            "A server is asked to close session {Session}, which was given up.")]
        public static partial void SessionSurrendered(ILogger logger, SessionId session);

        [LoggerMessage(EventIds.ClientStopped, LogLevel.Information, "The client has stopped: {State}.")]
        public static partial void ClientStopped(ILogger logger, ConnectionState state);

        [LoggerMessage(EventIds.AuthRefused, LogLevel.Error,
            "The server refused the credentials of scheme {Scheme}; the client stops.")]
        public static partial void AuthRefused(ILogger logger, string scheme);

        [LoggerMessage(
            EventIds.Dialling, LogLevel.Debug, "Connecting over transport {Transport} for session {Session}.")]
        public static partial void Dialling(ILogger logger, int transport, SessionId session);

        [LoggerMessage(EventIds.StartedFromZero, LogLevel.Warning,
            "Every server is behind zxid {Zxid}, which the client has seen: the ensemble began anew, and so it does.")]
        public static partial void StartedFromZero(ILogger logger, Zxid zxid);

        [LoggerMessage(EventIds.LostCallbackFailed, LogLevel.Error, "A callback on a session's Lost token failed.")]
        public static partial void LostCallbackFailed(ILogger logger, Exception failure);
    }
}
