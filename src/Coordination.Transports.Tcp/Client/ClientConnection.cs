using System.Net.Sockets;
using System.Security.Authentication;
using Coordination.Protocol;
using Coordination.Requests;
using Coordination.Transports.Tcp.Streams;
using Coordination.Work;

namespace Coordination.Transports.Tcp.Client;

/// <summary>
/// One connection to one server: a loop that dials, shakes hands and reads answers, and tells the client of them; and
/// requests that are written where they are made, and leave together while more are made.
/// </summary>
internal sealed partial class ClientConnection : ITransportConnection, ISendOwner, IThreadPoolWorkItem
{
    private readonly TcpTransport _transport;
    private readonly HostAddress _host;
    private readonly IConnectionSink _sink;
    private readonly Lock _gate = new();
    private readonly AsyncGate _connecting = new();
    private readonly CancellationTokenSource _disposing = new();
    private readonly ReceiveBuffer _received = new();
    private readonly AskedLine _asked = new();
    private readonly List<Action> _early = [];
    private ConnectRequest _request;
    private Stream? _stream;
    private SendQueue? _sends;
    private ConnectResponse _greeting;
    private WireDialect _dialect;
    private CloseReason _why = CloseReason.Unreachable;
    private bool _isFlushPosted;
    private volatile bool _isOver;

    public ClientConnection(TcpTransport transport, HostAddress host, IConnectionSink sink)
    {
        _transport = transport;
        _host = host;
        _sink = sink;
        _connecting.Shut();
    }

    /// <summary>Ends when the connection is gone and nothing of it is left.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    public void Start() => Running = RunAsync();

    public void Connect(in ConnectRequest request)
    {
        lock (_gate)
        {
            if (!_connecting.IsShut)
                throw new InvalidOperationException("A connection asks for a session once.");
            _request = request;
            _connecting.Open();
        }
    }

    /// <summary>Nothing is answered without the server.</summary>
    public bool TryExecute<T, R>(in RequestHeader header, in T request, out Answer<R> answer)
        where T : struct, IRequest<R>
        where R : Response
    {
        answer = default;
        return false;
    }

    public void Send<T>(in RequestHeader header, in T request)
        where T : struct, IRequest
    {
        SendQueue sends;
        lock (_gate)
        {
            if (_isOver)
                return; // Unanswered for good, as OnClosed says.
            if (_sends is null)
            {
                // How it is written depends on the handshake.
                (RequestHeader ownHeader, T ownRequest) = (header, request);
                _early.Add(() => Send(ownHeader, ownRequest));
                return;
            }

            bool wasIdle = _asked.Count == 0;
            Write(header, request);
            if (!wasIdle)
            {
                PostFlush();
                return;
            }

            sends = _sends;
        }

        // A caller who waits for one answer at a time has it sent at once; who makes many has them leave together.
        sends.Flush();
    }

    /// <summary>Another process cannot be asked without waiting.</summary>
    public bool TryProveAlive() => false;

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            _isOver = true;
            _disposing.Cancel();
            if (_connecting.IsShut)
                _connecting.Open();
        }

        _stream?.Dispose();
    }

    void IThreadPoolWorkItem.Execute()
    {
        SendQueue? sends;
        lock (_gate)
        {
            _isFlushPosted = false;
            sends = _sends;
        }

        sends?.Flush();
    }

    void ISendOwner.OnDrained()
    {
        // What is written next sends itself.
    }

    void ISendOwner.OnAllSent()
    {
        // A client never says that it has said everything: it closes its session, and the server ends the connection.
    }

    void ISendOwner.OnSendFailed(Exception error) => _stream?.Dispose();

    // The top of the loop of one connection: whatever ends it is told to the client, as the reason of its end.
    private async Task RunAsync()
    {
        try
        {
            await ServeAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException
            or OperationCanceledException or AuthenticationException)
        {
            Log.Broken(_transport.Logger, _host, error.Message);
        }
        catch (Exception error)
        {
            Log.Failed(_transport.Logger, error, _host);
        }
        finally
        {
            await EndAsync().ConfigureAwait(false);
        }
    }

    private async Task EndAsync()
    {
        bool isTold;
        lock (_gate)
        {
            isTold = !_isOver;
            _isOver = true;
        }

        _stream?.Dispose();
        if (_sends is { } sends)
            await sends.ReleaseAsync().ConfigureAwait(false);
        _received.Dispose();
        if (isTold)
            _sink.OnClosed(_why);
    }

    private async Task ServeAsync()
    {
        await DialAsync().ConfigureAwait(false);
        await _connecting.WaitAsync().ConfigureAwait(false);
        if (!await TryShakeHandsAsync(WireExtension.Current).ConfigureAwait(false))
        {
            // A server that cannot bear the eight bytes closes; it gets another chance without them (RAFT.md §6.4).
            Log.RetriedPlain(_transport.Logger, _host);
            await DialAsync().ConfigureAwait(false);
            if (!await TryShakeHandsAsync(extension: null).ConfigureAwait(false))
            {
                _why = CloseReason.Refused;
                return;
            }
        }

        if (!await TryLogInAsync().ConfigureAwait(false))
        {
            Log.LoginRefused(_transport.Logger, _host);
            _why = CloseReason.AuthFailed;
            return;
        }

        OpenForRequests();
        while (await ReceiveAsync().ConfigureAwait(false))
        {
            if (!TakeAnswers())
                return;
            _sink.OnBatchEnd();
        }
    }

    private async Task DialAsync()
    {
        _received.Skip(_received.Waiting.Length);
        _stream = await Dialler.DialAsync(_host, _transport.Options, _disposing.Token).ConfigureAwait(false);
        Log.Dialled(_transport.Logger, _host);
        if (_isOver)
            await _stream.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>False: the server closed without an answer.</summary>
    private async Task<bool> TryShakeHandsAsync(WireExtension? extension)
    {
        using (var writer = new JuteWriter())
        {
            HandshakeCodec.Write(writer, new ConnectFrame(_request, Extension: extension));
            await _stream!.WriteAsync(writer.WrittenMemory).ConfigureAwait(false); // Not null: it was dialled.
        }

        try
        {
            while (await ReceiveAsync().ConfigureAwait(false))
            {
                if (TryTakeGreeting())
                    return true;
            }
        }
        catch (IOException) when (!_isOver)
        {
            // A reset is as good as an end here.
        }

        await _stream!.DisposeAsync().ConfigureAwait(false); // Not null: it was dialled.
        return false;
    }

    private async ValueTask<bool> ReceiveAsync()
    {
        int count = await _stream!.ReadAsync(_received.MakeRoom()).ConfigureAwait(false); // Not null: it was dialled.
        _received.Add(count);
        return count > 0;
    }

    private bool TryTakeGreeting()
    {
        FrameStatus status = _received.TryTake(_transport.Options.MaxAnswerBytes, out ReadOnlySpan<byte> frame);
        if (status == FrameStatus.NeedMore)
            return false;
        ConnectAnswerFrame answer = default;
        if (status == FrameStatus.Malformed || HandshakeCodec.Read(frame, out answer) != DecodeFault.None)
            throw new IOException("The server does not speak ZooKeeper's protocol.");

        _greeting = answer.Response;
        _dialect = WireExtension.DialectOf(answer.Extension);
        return true;
    }

    private async ValueTask<bool> TryLogInAsync() =>
        _transport.Options.Sasl is not { } credentials || _greeting.IsExpired
        || await new SaslLogin(_stream!, _received, _dialect) // Not null: it was dialled.
            .TryRunAsync(credentials).ConfigureAwait(false);

    private void OpenForRequests()
    {
        _why = _greeting.IsExpired ? CloseReason.SessionExpired : CloseReason.Disconnected;
        lock (_gate)
        {
            _sends = new SendQueue(_stream!, this, _gate); // Not null: it was dialled.
            foreach (Action send in _early)
                send(); // Inside the gate, so that none is overtaken.
            _early.Clear();
        }

        Tell(_greeting);
    }

    private void Write<T>(in RequestHeader header, in T request)
        where T : struct, IRequest
    {
        JuteWriter writer = _sends!.Writer; // Not null: the caller looked.
        var entry = new AskedLine.Entry(header.Xid, AskedRequest.Of(_dialect, request));
        int start = writer.Length;
        if (RequestEncoder.Write(writer, _dialect, header, request) > _transport.Options.MaxRequestBytes)
        {
            // Refused here. The client hears so in its turn, from the loop that tells it everything: behind a ping of
            // the connection's own, where nothing else is on its way.
            writer.Truncate(start);
            if (_asked.Count == 0)
            {
                RequestEncoder.Write(writer, _dialect, default, new PingRequest());
                _asked.Add(new AskedLine.Entry(0, new AskedRequest(OpCode.Ping), IsOwn: true));
            }

            entry = entry with { Refusal = ErrorCode.BadArguments };
        }

        _asked.Add(entry);
    }

    private void PostFlush()
    {
        if (_isFlushPosted)
            return;
        _isFlushPosted = true;
        WorkScheduler.ThreadPool.Post(this);
    }

    /// <summary>
    /// Tells the client of every answer that is there whole; false where the connection cannot go on.
    /// </summary>
    private bool TakeAnswers()
    {
        while (true)
        {
            switch (_received.TryTake(_transport.Options.MaxAnswerBytes, out ReadOnlySpan<byte> frame))
            {
                case FrameStatus.NeedMore:
                    return true;
                case FrameStatus.Malformed:
                    Log.Malformed(_transport.Logger, _host, DecodeFault.OverLimit);
                    return false;
                default:
                    DecodeFault fault = TakeFrame(frame);
                    if (fault == DecodeFault.None)
                        break;
                    Log.Malformed(_transport.Logger, _host, fault);
                    return false;
            }
        }
    }

    private DecodeFault TakeFrame(ReadOnlySpan<byte> frame)
    {
        DecodeFault fault = AnswerDecoder.ReadHeader(frame, out ReplyHeader header);
        if (fault != DecodeFault.None)
            return fault;
        if (header.Xid == SpecialXid.Notification)
        {
            fault = AnswerDecoder.ReadEvent(frame, _transport.Limits, out WatchEvent? change);
            if (change is not null && !_isOver)
                _sink.OnEvent(change);
            return fault;
        }

        AskedLine.Entry entry;
        lock (_gate)
        {
            if (!_asked.TryTake(header.Xid, out entry))
                return DecodeFault.UnexpectedAnswer;
        }

        fault = AnswerDecoder.ReadAnswer(frame, _dialect, _transport.Limits, entry.Asked, out Answer<Response> answer);
        if (fault != DecodeFault.None)
            return fault;
        if (!entry.IsOwn)
            Tell(entry, answer);
        TellRefused(header.Zxid);
        return DecodeFault.None;
    }

    private void TellRefused(Zxid now)
    {
        while (true)
        {
            AskedLine.Entry refused;
            lock (_gate)
            {
                if (!_asked.TryTakeRefused(out refused))
                    return;
            }

            Tell(refused, new Answer<Response>(now, refused.Refusal ?? ErrorCode.BadArguments, null));
        }
    }

    private void Tell(in AskedLine.Entry entry, in Answer<Response> answer)
    {
        if (entry.Asked.WireOp == OpCode.CloseSession)
            _why = CloseReason.SessionClosed;
        else if (entry.Asked.WireOp == OpCode.Auth && answer.Code == ErrorCode.AuthFailed)
            _why = CloseReason.AuthFailed;
        if (!_isOver)
            _sink.OnAnswer(entry.Xid, answer);
    }

    private void Tell(in ConnectResponse answer)
    {
        if (!_isOver)
            _sink.OnConnected(answer);
    }
}
