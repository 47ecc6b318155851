using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Coordination.Ensemble;
using Coordination.Protocol;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Coordination.Transports.Tcp.Server;

/// <summary>
/// Puts an ensemble on a port, for every client that speaks ZooKeeper's protocol. The ensemble belongs to whoever made
/// it, and outlives this.
/// </summary>
public sealed partial class CoordinationServer : IAsyncDisposable
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ServerConnection, bool> _connections = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Socket _listener;
    private readonly ITimer _sweeping;
    private readonly Task _accepting;

    // The dictionary counts inside all of its locks, of which there are a thousand where there are many connections.
    private int _socketCount;

    private CoordinationServer(CoordinationEnsemble ensemble, CoordinationServerOptions options)
    {
        Ensemble = ensemble;
        Options = options;
        Logger = options.LoggerFactory.CreateLogger<CoordinationServer>();
        Limits = new ProtocolLimits { MaxFrameBytes = options.MaxFrameBytes };
        Ports = PortGroup.Of(ensemble);
        StartedAt = options.TimeProvider.GetTimestamp();
        _listener = Listening.Listen(options.EndPoint);
        EndPoint = (IPEndPoint)_listener.LocalEndPoint!; // Not null: it is bound.
        _sweeping = options.TimeProvider.CreateTimer(
            static self => ((CoordinationServer)self!).Sweep(), // Not null: handed over here.
            this,
            SweepInterval,
            SweepInterval);
        Ports.Add(this);
        _accepting = Listening.AcceptAllAsync(
            _listener, Serve, error => Log.AcceptFailed(Logger, error), _stopping.Token);
        Log.Listening(Logger, EndPoint);
    }

    /// <summary>Where it listens; the port taken, where any was asked for.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>The ensemble that it serves.</summary>
    public CoordinationEnsemble Ensemble { get; }

    /// <summary>Sockets that are open.</summary>
    public int SocketCount => Volatile.Read(ref _socketCount);

    internal CoordinationServerOptions Options { get; }

    internal ProtocolLimits Limits { get; }

    internal ILogger Logger { get; }

    internal long StartedAt { get; }

    /// <summary>This port and the others of its ensemble.</summary>
    internal PortGroup Ports { get; }

    internal ServerFigures Figures => Ports.Figures;

    internal IEnumerable<ServerConnection> Connections => _connections.Keys;

    /// <summary>Begins to listen.</summary>
    /// <param name="ensemble">The ensemble to serve.</param>
    /// <param name="options">How; it must not be changed afterwards. Null for the defaults.</param>
    /// <exception cref="OptionsValidationException">An option is out of its range.</exception>
    /// <exception cref="SocketException">The address or the port cannot be had.</exception>
    public static CoordinationServer Start(CoordinationEnsemble ensemble, CoordinationServerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        options ??= new CoordinationServerOptions();
        ValidateOptionsResult valid = new CoordinationServerOptionsValidator().Validate(name: null, options);
        return valid.Failed
            ? throw new OptionsValidationException(
                nameof(CoordinationServerOptions), typeof(CoordinationServerOptions), valid.Failures)
            : new CoordinationServer(ensemble, options);
    }

    /// <summary>
    /// Stops listening and ends every connection. Sessions are left as they are, as when a server dies.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        _stopping.Cancel();
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        await _sweeping.DisposeAsync().ConfigureAwait(false);
        foreach (ServerConnection connection in _connections.Keys)
        {
            connection.Abort();
            await connection.Running.ConfigureAwait(false);
        }

        Ports.Remove(this);
        _stopping.Dispose();
        Log.Stopped(Logger, EndPoint);
    }

    internal void Forget(ServerConnection connection)
    {
        if (_connections.TryRemove(connection, out _))
            Interlocked.Decrement(ref _socketCount);
    }

    private void Serve(Socket socket)
    {
        if (SocketCount >= Options.MaxSockets)
        {
            Figures.CountRefused();
            Log.Refused(Logger, Options.MaxSockets);
            socket.Dispose();
            return;
        }

        var connection = new ServerConnection(this, socket);
        _connections.TryAdd(connection, true);
        Interlocked.Increment(ref _socketCount);
        connection.Start();
    }

    /// <summary>Ends whoever has not asked for a session in time, or was told to go and stays.</summary>
    private void Sweep()
    {
        long now = Options.TimeProvider.GetTimestamp();
        foreach (ServerConnection connection in _connections.Keys)
        {
            if (connection.WaitsSince is { } since
                && Options.TimeProvider.GetElapsedTime(since, now) > Options.HandshakeTimeout)
            {
                Figures.CountExpired();
                connection.Abort();
            }
        }
    }
}
