using System.Net;
using Coordination.Protocol;
using Coordination.Requests;
using Microsoft.Extensions.Logging;

namespace Coordination.Transports.Tcp.Server;

internal sealed partial class ServerConnection
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.ConnectionBroken, LogLevel.Debug, "The connection from {Peer} broke: {Reason}")]
        public static partial void Broken(ILogger logger, IPEndPoint? peer, string reason);

        [LoggerMessage(EventIds.ConnectionFailed, LogLevel.Error, "The connection from {Peer} failed.")]
        public static partial void Failed(ILogger logger, Exception error, IPEndPoint? peer);

        [LoggerMessage(
            EventIds.SlowReader,
            LogLevel.Warning,
            "The client at {Peer} with session {Session} is cut off: more than {Bytes} bytes wait for it.")]
        public static partial void SlowReader(ILogger logger, IPEndPoint? peer, SessionId session, int bytes);

        [LoggerMessage(
            EventIds.MalformedFrame,
            LogLevel.Warning,
            "The client at {Peer} sent a frame with a length that is negative or above the limit, and is closed.")]
        public static partial void MalformedFrame(ILogger logger, IPEndPoint? peer);

        [LoggerMessage(
            EventIds.MalformedRequest,
            LogLevel.Debug,
            "The client at {Peer} sent a request ({Operation}) that cannot be read: {Fault}.")]
        public static partial void MalformedRequest(
            ILogger logger, IPEndPoint? peer, OpCode operation, DecodeFault fault);
    }
}
