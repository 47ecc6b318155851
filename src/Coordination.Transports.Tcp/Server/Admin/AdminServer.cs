using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Coordination.Transports.Tcp.Server.Admin;

/// <summary>
/// What a server tells of itself over HTTP, on the loopback address alone: figures for Prometheus at <c>/metrics</c>,
/// and ZooKeeper's AdminServer at <c>/commands</c>, as far as there is something to tell.
/// </summary>
/// <remarks>
/// The framework's HttpListener was tried first: it waits for the end of a request for ever and keeps all that comes
/// meanwhile. Kestrel would be most of an application that only coordinates.
/// </remarks>
public sealed partial class AdminServer : IAsyncDisposable
{
    /// <summary>Connections that are answered at a time; one more is closed at once.</summary>
    internal const int MaxConnections = 32;

    /// <summary>Longest head of a request, bytes; past it the connection is closed.</summary>
    internal const int MaxHeadBytes = 8 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Socket, Task> _connections = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly AdminView _view;
    private readonly ILogger _logger;
    private readonly Socket _listener;
    private readonly Task _accepting;

    private AdminServer(AdminView view, int port)
    {
        _view = view;
        _logger = view.Server.Logger;
        _listener = Listening.Listen(new IPEndPoint(IPAddress.Loopback, port));
        EndPoint = (IPEndPoint)_listener.LocalEndPoint!; // Not null: it is bound.
        Log.Listening(_logger, EndPoint);
        _accepting = Listening.AcceptAllAsync(
            _listener, Serve, error => Log.Failed(_logger, error), _stopping.Token);
    }

    /// <summary>Where it listens; the port taken, where any was asked for.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Begins to listen.</summary>
    /// <param name="server">The server to tell of.</param>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <param name="secure">
    /// The server that puts the same ensemble on a port with TLS; null where there is none.
    /// </param>
    /// <exception cref="SocketException">The port cannot be had.</exception>
    public static AdminServer Start(CoordinationServer server, int port, CoordinationServer? secure = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        return new AdminServer(new AdminView(server, secure), port);
    }

    /// <summary>Stops listening, and ends what is being answered.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        _stopping.Cancel();
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        foreach ((Socket socket, Task answering) in _connections)
        {
            socket.Dispose();
            await answering.ConfigureAwait(false);
        }

        _stopping.Dispose();
    }

    private void Serve(Socket socket)
    {
        if (_connections.Count >= MaxConnections || !_connections.TryAdd(socket, Task.CompletedTask))
        {
            socket.Dispose();
            return;
        }

        Task answering = AnswerAsync(socket);
        if (!answering.IsCompleted)
            _connections.TryUpdate(socket, answering, Task.CompletedTask);
    }

    // The top of one connection: whatever goes wrong with it ends with it.
    private async Task AnswerAsync(Socket socket)
    {
        try
        {
            using var late = new CancellationTokenSource(Patience, _view.Server.Options.TimeProvider);
            HttpHead? head = await ReadAsync(socket, late.Token).ConfigureAwait(false);
            byte[] answer = AdminRoutes.Answer(head, _view).Encode(hasBody: head?.Method != "HEAD");
            for (int sent = 0; sent < answer.Length;)
                sent += await socket.SendAsync(answer.AsMemory(sent), late.Token).ConfigureAwait(false);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // It has gone, or did not come to the point.
        }
        catch (Exception error)
        {
            Log.Failed(_logger, error);
        }
        finally
        {
            socket.Dispose();
            _connections.TryRemove(socket, out _);
        }
    }

    /// <summary>Reads a head; null where it is none.</summary>
    private static async ValueTask<HttpHead?> ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[MaxHeadBytes];
        int length = 0;
        while (length < buffer.Length)
        {
            int count = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (count == 0)
                return null;
            length += count;
            int end = buffer.AsSpan(0, length).IndexOf(HttpHead.End);
            if (end >= 0)
                return HttpHead.Parse(buffer.AsSpan(0, end));
        }

        return null;
    }
}
