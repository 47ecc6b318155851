using Coordination.Protocol;
using Coordination.Transports.Tcp.Tls;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coordination.Transports.Tcp.Client;

/// <summary>How a client's connections are made.</summary>
public sealed class TcpClientOptions
{
    /// <summary>
    /// How long reaching one server may take, its name resolved included, from 10 ms to 10 min; 5 s by default. The
    /// client may give up sooner: it has its session to think of.
    /// </summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Longest answer accepted, bytes, from 1,024 to 1 GiB; 64 MiB by default, as a list of children may be longer than
    /// anything a client may send.
    /// </summary>
    public int MaxAnswerBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Longest request sent, bytes, from 1,024 to 1 GiB; 1 MiB − 1 by default, as servers accept by default
    /// (<c>jute.maxbuffer</c>). A longer one is refused here with <see cref="ErrorCode.BadArguments"/>: a server would
    /// close the connection.
    /// </summary>
    public int MaxRequestBytes { get; set; } = ProtocolLimits.DefaultMaxFrameBytes;

    /// <summary>
    /// Draws the order of servers and addresses; null, the default: <see cref="System.Random.Shared"/>.
    /// </summary>
    public Random? Random { get; set; }

    /// <summary>That servers are spoken to by TLS; null, the default: that they are not.</summary>
    public TlsClientOptions? Tls { get; set; }

    /// <summary>
    /// Who the client is, proven by SASL DIGEST-MD5 on every connection before anything is asked; null, the default:
    /// nobody says. Where a server refuses, the client stops, as with wrong credentials.
    /// </summary>
    public SaslCredentials? Sasl { get; set; }

    /// <summary>What times the attempts to connect; the system's clock by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where it is logged what happens; nowhere by default.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;
}
