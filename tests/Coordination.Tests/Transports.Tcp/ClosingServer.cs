using System.Net;
using System.Net.Sockets;
using Coordination.Protocol;
using Coordination.Transports;

namespace Coordination.Tests.Transports.Tcp;

/// <summary>A server that closes on a handshake it does not know every byte of, and answers an ordinary one.</summary>
internal sealed class ClosingServer : IAsyncDisposable
{
    private const int OrdinaryBytes = 45;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public ClosingServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public int Handshakes { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                await GreetAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task GreetAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        byte[] prefix = new byte[4];
        await stream.ReadExactlyAsync(prefix);
        byte[] frame = new byte[prefix[3]];
        await stream.ReadExactlyAsync(frame);
        Handshakes++;
        if (frame.Length > OrdinaryBytes)
            return;

        using var writer = new JuteWriter();
        HandshakeCodec.Write(writer, new ConnectAnswerFrame(
            new ConnectResponse(new SessionId(7), default, 5_000, IsReadOnly: false, RemembersAnswers: false,
                Zxid.None)));
        await stream.WriteAsync(writer.WrittenMemory);
        await stream.CopyToAsync(Stream.Null); // Until the client goes.
    }
}
