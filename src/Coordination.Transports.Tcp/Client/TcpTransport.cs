using Coordination.Protocol;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Coordination.Transports.Tcp.Client;

/// <summary>
/// Reaches servers that speak ZooKeeper's protocol: ours, or an Apache ZooKeeper ensemble. Each connection goes to the
/// next server of the list, which is shuffled once; reconnecting, resuming and arming again are the client's.
/// </summary>
/// <remarks>Our own servers are recognised by the handshake (RAFT.md §6.4); others see nothing but ZooKeeper's
/// protocol.</remarks>
public sealed class TcpTransport : ITransport
{
    private readonly HostAddress[] _hosts;
    private int _next = -1;

    /// <summary>Prepares to reach the servers of a connection string.</summary>
    /// <param name="connectionString">
    /// Which. Its chroot is for the client: <see cref="CoordinationClientOptions.Chroot"/>.
    /// </param>
    /// <param name="options">How; they must not be changed afterwards. Null for the defaults.</param>
    /// <exception cref="OptionsValidationException">An option is out of its range.</exception>
    public TcpTransport(ConnectionString connectionString, TcpClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        Options = options ?? new TcpClientOptions();
        ValidateOptionsResult valid = new TcpClientOptionsValidator().Validate(name: null, Options);
        if (valid.Failed)
            throw new OptionsValidationException(nameof(TcpClientOptions), typeof(TcpClientOptions), valid.Failures);

        Servers = connectionString;
        _hosts = [.. connectionString.Hosts];
        (Options.Random ?? Random.Shared).Shuffle(_hosts);

        // Apache ZooKeeper bounds neither paths nor transactions but by the frame, and what it has done it must be able
        // to say.
        Limits = new ProtocolLimits
        {
            MaxFrameBytes = Options.MaxAnswerBytes,
            MaxPathBytes = Options.MaxAnswerBytes,
            MaxOperations = Options.MaxAnswerBytes,
        };
        Logger = Options.LoggerFactory.CreateLogger<TcpTransport>();
    }

    /// <summary>The servers.</summary>
    public ConnectionString Servers { get; }

    internal TcpClientOptions Options { get; }

    internal ProtocolLimits Limits { get; }

    internal ILogger Logger { get; }

    /// <inheritdoc />
    public ITransportConnection Open(IConnectionSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var connection = new ClientConnection(this, NextHost(), sink);
        connection.Start();
        return connection;
    }

    private HostAddress NextHost() => _hosts[(uint)Interlocked.Increment(ref _next) % (uint)_hosts.Length];
}
