using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Naming;

/// <summary>The least server that speaks HTTP: it answers every request with its own name.</summary>
internal sealed class OrdersServer : IDisposable
{
    private readonly string _name;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public OrdersServer(string name)
    {
        _name = name;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = ServeAsync();
    }

    public Uri Address { get; }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        byte[] answer = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Length: {_name.Length}\r\nConnection: close\r\n\r\n{_name}");
        try
        {
            while (true)
            {
                using TcpClient caller = await _listener.AcceptTcpClientAsync();
                using var reader = new StreamReader(caller.GetStream());
                while (!string.IsNullOrEmpty(await reader.ReadLineAsync()))
                {
                    // The head of the request says nothing that matters here.
                }

                await caller.GetStream().WriteAsync(answer);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or IOException)
        {
            // The server is gone.
        }
    }
}
