using System.Buffers.Binary;
using System.Net;
using Coordination.Protocol;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Load.Raw;

/// <summary>
/// One session on one socket that never blocks: frames in, frames out, no object for either. Speaks ZooKeeper's own
/// dialect to every server.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private const int LeastBytes = 16 * 1024;
    private const int MaxFrameBytes = 16 * 1024 * 1024;
    private const int XidOffset = sizeof(int);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Queue<long> _sentAt = new();
    private byte[] _received;
    private int _start;
    private int _end;
    private byte[] _sending = new byte[1024];
    private int _sendStart;
    private int _sendEnd;
    private int _nextXid = 1;
    private int _oldestXid = 1;

    private RawConnection(RawSocket socket, int receiveBytes)
    {
        Socket = socket;
        _received = new byte[receiveBytes];
    }

    public RawSocket Socket { get; }

    /// <summary>Where its events are for the loop; its own place in a list.</summary>
    public int Key { get; set; }

    /// <summary>Requests that are not answered.</summary>
    public int InFlight => _nextXid - _oldestXid;

    /// <summary>Whether the socket has not taken all yet.</summary>
    public bool IsBlocked => _sendStart < _sendEnd;

    /// <summary>Connects and sends what asks for a session; the answer is the first frame that comes.</summary>
    public static RawConnection Open(IPEndPoint server, ReadOnlySpan<byte> greeting, int receiveBytes = LeastBytes)
    {
        RawSocket socket = RawSocket.Connect(server);
        socket.Send(greeting);
        return new RawConnection(socket, receiveBytes);
    }

    /// <summary>Connects, and waits until the session stands.</summary>
    /// <exception cref="IOException">The server refused, or ended the connection.</exception>
    public static RawConnection OpenSession(
        IPEndPoint server, ReadOnlySpan<byte> greeting, int receiveBytes = LeastBytes, TimeSpan? patience = null)
    {
        RawConnection connection = Open(server, greeting, receiveBytes);
        try
        {
            ReadOnlySpan<byte> frame;
            while (!connection.TryTake(out frame))
            {
                if (!connection.Socket.WaitToReceive(patience ?? Patience) || !connection.Receive())
                    throw new IOException("The server did not answer the handshake.");
            }

            if (HandshakeCodec.Read(frame, out ConnectAnswerFrame answer) != DecodeFault.None
                || answer.Response.IsExpired)
            {
                throw new IOException("The server refused the session.");
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>What asks for a new session.</summary>
    public static byte[] Greeting()
    {
        const int TimeoutMs = 40_000; // The longest that ZooKeeper grants by default: nobody pings here.
        using var writer = new JuteWriter();
        var request = new ConnectRequest(SessionId.None, default, TimeoutMs, Zxid.None, AcceptsReadOnly: false);
        HandshakeCodec.Write(writer, new ConnectFrame(request));
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>A request as one frame, under no number yet.</summary>
    public static byte[] Frame<T>(in T request)
        where T : struct, IRequest
    {
        using var writer = new JuteWriter();
        RequestEncoder.Write(writer, WireDialect.Apache, default, request);
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>Takes in what has arrived; false where the server has ended the connection.</summary>
    public bool Receive()
    {
        if (_start == _end)
            _start = _end = 0;
        else if (_end == _received.Length)
            MakeRoom();
        int count = Socket.Receive(_received.AsSpan(_end));
        if (count < 0)
            return false;
        _end += count;
        return true;
    }

    /// <summary>Takes the next frame, where it is there whole; it is good until more is received.</summary>
    public bool TryTake(out ReadOnlySpan<byte> frame)
    {
        ReadOnlySpan<byte> waiting = _received.AsSpan(_start, _end - _start);
        frame = default;
        switch (FrameScanner.Scan(waiting, MaxFrameBytes, out int length))
        {
            case FrameStatus.NeedMore:
                return false;
            case FrameStatus.Malformed:
                throw new IOException("The server sent what is no frame.");
            default:
                frame = waiting.Slice(FrameScanner.PrefixBytes, length);
                _start += FrameScanner.PrefixBytes + length;
                return true;
        }
    }

    /// <summary>Puts a request into what is sent with the next flush.</summary>
    public void Ask(ReadOnlySpan<byte> request, long now)
    {
        if (_sendEnd + request.Length > _sending.Length)
            Array.Resize(ref _sending, Math.Max(2 * _sending.Length, _sendEnd + request.Length));
        Span<byte> place = _sending.AsSpan(_sendEnd, request.Length);
        request.CopyTo(place);
        BinaryPrimitives.WriteInt32BigEndian(place[XidOffset..], _nextXid++);
        _sendEnd += request.Length;
        _sentAt.Enqueue(now);
    }

    /// <summary>Sends; what the socket does not take stays.</summary>
    public void Flush()
    {
        while (IsBlocked)
        {
            ReadOnlySpan<byte> waiting = _sending.AsSpan(_sendStart, _sendEnd - _sendStart);
            int count = Socket.Send(waiting);
            if (count == 0)
                return;
            _sendStart += count;
        }

        _sendStart = _sendEnd = 0;
    }

    /// <summary>
    /// An answer came: since when it was waited for. False where it is not the answer to the oldest request.
    /// </summary>
    public bool TryMatch(in ReplyHeader header, out long sentAt)
    {
        if (!_sentAt.TryDequeue(out sentAt))
            return false;
        return header.Xid == _oldestXid++;
    }

    public void Dispose() => Socket.Dispose();

    private void MakeRoom()
    {
        byte[] target = _start == 0 ? new byte[2 * _received.Length] : _received;
        _received.AsSpan(_start, _end - _start).CopyTo(target);
        _end -= _start;
        _start = 0;
        _received = target;
    }
}
