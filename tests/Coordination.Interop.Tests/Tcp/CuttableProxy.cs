using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Coordination.Interop.Tests.Tcp;

/// <summary>
/// Stands between clients and a server, and cuts their connections, or holds back what they say, when a test says so.
/// </summary>
internal sealed class CuttableProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Socket> _sockets = [];
    private readonly IPEndPoint _server;
    private readonly Task _accepting;
    private volatile bool _isCut;
    private volatile TaskCompletionSource _flow = new();

    public CuttableProxy(string server)
    {
        _server = IPEndPoint.Parse(server);
        _flow.SetResult();
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>As clients take it: <c>127.0.0.1:port</c>.</summary>
    public string ConnectString => $"{_listener.LocalEndpoint}";

    /// <summary>Cuts every connection there is, and every new one at once, until <see cref="Heal"/>.</summary>
    public void Cut()
    {
        _isCut = true;
        while (_sockets.TryTake(out Socket? socket))
            socket.Dispose();
    }

    /// <summary>Nothing arrives any more, either way, on connections old and new, until <see cref="Heal"/>.</summary>
    public void Stall() => _flow = new TaskCompletionSource();

    public void Heal()
    {
        _isCut = false;
        _flow.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        Heal();
        Cut();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                await JoinAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task JoinAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(client);
        _sockets.Add(server);
        if (_isCut)
        {
            Cut();
            return;
        }

        await server.ConnectAsync(_server);
        _ = PumpAsync(client, server);
        _ = PumpAsync(server, client);
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is var count and > 0)
            {
                await _flow.Task;
                await to.SendAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
