using System.Net;
using Coordination.Protocol;
using Coordination.Transports.Tcp.Tls;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coordination.Transports.Tcp.Server;

/// <summary>How an ensemble is put on a port.</summary>
public sealed class CoordinationServerOptions
{
    /// <summary>ZooKeeper's port for clients.</summary>
    public const int DefaultPort = 2181;

    /// <summary>Where to listen; port 0 takes a free one. 127.0.0.1:2181 by default.</summary>
    public IPEndPoint EndPoint { get; set; } = new(IPAddress.Loopback, DefaultPort);

    /// <summary>
    /// Longest frame accepted from a client, bytes, from 1,024 to 256 MiB; ZooKeeper's <c>jute.maxbuffer</c>, 1 MiB −
    /// 1, by default. Past it the connection is closed.
    /// </summary>
    public int MaxFrameBytes { get; set; } = ProtocolLimits.DefaultMaxFrameBytes;

    /// <summary>
    /// Sockets that may be open, those included that have not asked for a session yet, from 1; 20,000 by default. One
    /// more is closed at once.
    /// </summary>
    public int MaxSockets { get; set; } = 20_000;

    /// <summary>
    /// Requests of one connection that are unanswered before no more of it is read, from 1 to 100,000; 1,000 by
    /// default. Nothing is lost: the client's own buffers fill, and it waits.
    /// </summary>
    public int MaxOutstanding { get; set; } = 1_000;

    /// <summary>
    /// Bytes that wait for a client to take them before no more of it is read, from 1 KiB; 256 KiB by default.
    /// </summary>
    public int HighWaterBytes { get; set; } = 256 * 1024;

    /// <summary>
    /// Bytes that may wait for a client to take them, from <see cref="HighWaterBytes"/>; 16 MiB by default. Past it the
    /// client is cut off: it may come back, and have its watches replayed.
    /// </summary>
    public int MaxBufferedBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// How long a client may take to ask for a session, and one that was told to go to go, from 100 ms to 10 min; 10 s
    /// by default.
    /// </summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The four-letter words that are answered; <c>*</c> stands for all. <c>srvr</c>, <c>ruok</c> and <c>mntr</c> by
    /// default.
    /// </summary>
    public IList<string> FourLetterWords { get; } = ["srvr", "ruok", "mntr"];

    /// <summary>
    /// Accounts for SASL DIGEST-MD5: passwords by user name, as the <c>user_NAME</c> entries of ZooKeeper's JAAS
    /// section <c>Server</c>. Without any, the default, SASL is refused and the connection kept; with some, a client
    /// that fails is told so and its connection ended. The mechanism is old (RFC 6331): let it run behind TLS.
    /// </summary>
    public IReadOnlyDictionary<string, string> SaslUsers { get; set; } = new Dictionary<string, string>();

    /// <summary>
    /// That the port speaks TLS, and nothing else; null, the default: that it speaks none. An ensemble may be put on
    /// two ports, one of each.
    /// </summary>
    public TlsServerOptions? Tls { get; set; }

    /// <summary>What tells the time; the system's clock by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where it is logged what happens; nowhere by default.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;
}
