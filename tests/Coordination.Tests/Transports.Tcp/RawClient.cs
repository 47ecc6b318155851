using System.Net;
using System.Net.Sockets;
using System.Text;
using Coordination.Protocol;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Transports.Tcp;

/// <summary>A socket that says exactly what a test has it say.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private readonly NetworkStream _stream;

    private RawClient(Socket socket) => _stream = new NetworkStream(socket, ownsSocket: true);

    public static async Task<RawClient> DialAsync(EndPoint server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server);
        return new RawClient(socket);
    }

    /// <summary>Dials and opens a session as ZooKeeper's clients do.</summary>
    public static async Task<RawClient> OpenAsync(EndPoint server, int timeoutMs = 10_000)
    {
        RawClient client = await DialAsync(server);
        ConnectAnswerFrame answer = await client.GreetAsync(new ConnectFrame(
            new ConnectRequest(SessionId.None, default, timeoutMs, Zxid.None, AcceptsReadOnly: false)));
        Assert.False(answer.Response.IsExpired);
        return client;
    }

    public async Task<ConnectAnswerFrame> GreetAsync(ConnectFrame frame)
    {
        using var writer = new JuteWriter();
        HandshakeCodec.Write(writer, frame);
        await _stream.WriteAsync(writer.WrittenMemory);
        byte[] answer = await ReadFrameAsync() ?? throw new IOException("The server closed on the handshake.");
        Assert.Equal(DecodeFault.None, HandshakeCodec.Read(answer, out ConnectAnswerFrame read));
        return read;
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => _stream.WriteAsync(bytes);

    public async Task RequestAsync<T>(int xid, T request)
        where T : struct, IRequest
    {
        using var writer = new JuteWriter();
        RequestEncoder.Write(writer, WireDialect.Apache, new RequestHeader(xid, 0), request);
        await _stream.WriteAsync(writer.WrittenMemory);
    }

    /// <summary>The next answer's header.</summary>
    public async Task<ReplyHeader> ReadHeaderAsync()
    {
        byte[] frame = await ReadFrameAsync() ?? throw new IOException("The server closed.");
        Assert.Equal(DecodeFault.None, AnswerDecoder.ReadHeader(frame, out ReplyHeader header));
        return header;
    }

    /// <summary>The next frame; null at the end.</summary>
    public async Task<byte[]?> ReadFrameAsync()
    {
        byte[] prefix = new byte[4];
        if (await _stream.ReadAtLeastAsync(prefix, 4, throwOnEndOfStream: false) < 4)
            return null;
        byte[] frame = new byte[System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(prefix)];
        await _stream.ReadExactlyAsync(frame);
        return frame;
    }

    /// <summary>Everything up to the end, as text.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var text = new MemoryStream();
        try
        {
            await _stream.CopyToAsync(text);
        }
        catch (IOException)
        {
            // A reset is an end too.
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>Says that it has said everything, and goes on listening.</summary>
    public void EndSending() => _stream.Socket.Shutdown(SocketShutdown.Send);

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
