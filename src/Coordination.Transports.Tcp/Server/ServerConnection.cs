using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Coordination.Ensemble;
using Coordination.Protocol;
using Coordination.Requests;
using Coordination.Transports.Tcp.Server.FourLetterWords;
using Coordination.Transports.Tcp.Streams;
using Coordination.Transports.Tcp.Tls;

namespace Coordination.Transports.Tcp.Server;

/// <summary>
/// One connection to a server: a loop that reads requests and brings them to the ensemble, and the sink by which the
/// ensemble's answers leave. What is written is written inside the gate of <see cref="SendQueue"/>, requests answered
/// at once included: so an event never overtakes the answer that armed its watch.
/// </summary>
internal sealed partial class ServerConnection : IConnectionSink, ISendOwner
{
    private readonly CoordinationServer _server;
    private readonly CoordinationServerOptions _options;
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly ReceiveBuffer _received = new();
    private readonly SendQueue _sends;
    private readonly AnswerLine _line;
    private readonly Silence _silence;
    private readonly SaslExchange? _sasl;
    private ITransportConnection? _ensemble;
    private AsyncGate? _reading; // Null until it has to be shut, which most connections never have to.
    private bool _knowsReadOnlyFlag;
    private bool _isClosing;
    private long _waitsSince;
    private int _isAborted;

    public ServerConnection(CoordinationServer server, Socket socket)
    {
        _server = server;
        _options = server.Options;
        _silence = new Silence(_options.TimeProvider);
        _socket = socket;
        _socket.NoDelay = true;
        var plain = new NetworkStream(socket, ownsSocket: true);
        _socket.Blocking = false; // Not before: a stream is made of a socket that blocks only.
        _stream = _options.Tls is null ? plain : new SslStream(plain, leaveInnerStreamOpen: false);
        _sends = _options.Tls is null
            ? new SendQueue(_stream, this, new Lock(), socket)
            : new SendQueue(_stream, this, new Lock());
        _line = new AnswerLine(_sends, server.Ensemble, Figures);
        _sasl = _options.SaslUsers.Count == 0 ? null : new SaslExchange(_options.SaslUsers);
        _waitsSince = Now();
        Peer = (IPEndPoint?)socket.RemoteEndPoint;
        Since = _options.TimeProvider.GetUtcNow();
    }

    /// <summary>Where it comes from; null where it had gone before anybody looked.</summary>
    public IPEndPoint? Peer { get; }

    /// <summary>Its session; none before the handshake.</summary>
    public SessionId Session { get; private set; }

    /// <summary>The time-out of its session, milliseconds.</summary>
    public int TimeoutMs { get; private set; }

    /// <summary>Since when it is there.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>What is counted of it.</summary>
    public ConnectionFigures Figures { get; } = new();

    /// <summary>
    /// Whether it is read from; not while it has too much unanswered, or does not take what it is told.
    /// </summary>
    public bool IsReading => _reading is not { IsShut: true };

    /// <summary>Requests that are not answered.</summary>
    public int Outstanding => _line.Count;

    /// <summary>Ends when the connection is gone and nothing of it is left.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Since when it owes the server to ask for a session, or to go; null while it has a session.</summary>
    public long? WaitsSince => Volatile.Read(ref _waitsSince) is var since && since == long.MaxValue ? null : since;

    public void Start() => Running = RunAsync();

    /// <summary>Ends it at once; what waits to be sent is lost.</summary>
    public void Abort()
    {
        if (Interlocked.Exchange(ref _isAborted, 1) != 0)
            return;
        _stream.Dispose();
        lock (_sends.Gate)
        {
            _isClosing = true;
            _reading?.Open();
        }
    }

    /// <summary>Begins to count its frames anew.</summary>
    public void ResetFigures()
    {
        lock (_sends.Gate)
        {
            Figures.Reset();
        }
    }

    public void OnConnected(in ConnectResponse answer)
    {
        lock (_sends.Gate)
        {
            WireExtension? extension = _line.Dialect == WireDialect.Apache
                ? null
                : WireExtension.Remembering(answer.RemembersAnswers);
            HandshakeCodec.Write(_sends.Writer, new ConnectAnswerFrame(answer, _knowsReadOnlyFlag, extension));
            if (answer.IsExpired)
                return; // It is told to go, and must.
            Session = answer.Session;
            TimeoutMs = answer.TimeoutMs;
            Volatile.Write(ref _waitsSince, long.MaxValue);
        }
    }

    public void OnAnswer(int xid, in Answer<Response> answer)
    {
        long elapsed;
        long bytes;
        bool isBehind;
        lock (_sends.Gate)
        {
            bytes = -_line.WrittenBytes;
            long receivedAt = _line.Write(answer);
            bytes += _line.WrittenBytes;
            long now = Now();
            elapsed = now - receivedAt;
            Figures.CountLatency(elapsed, answers: 1, now);
            isBehind = IsBehind();
            OpenIfRoom();
        }

        _server.Figures.CountLatency(elapsed, answers: 1);
        _server.Figures.CountSent(frames: 1, bytes);
        if (isBehind)
            CutOff();
    }

    public void OnEvent(WatchEvent change)
    {
        long bytes;
        bool isBehind;
        lock (_sends.Gate)
        {
            bytes = -_line.WrittenBytes;
            _line.Write(change);
            bytes += _line.WrittenBytes;
            isBehind = IsBehind();
        }

        _server.Figures.CountSent(frames: 1, bytes);
        if (isBehind)
            CutOff();
    }

    public void OnBatchEnd() => _sends.Flush();

    public void OnClosed(CloseReason why) => CloseWhenSent();

    void ISendOwner.OnDrained()
    {
        lock (_sends.Gate)
        {
            OpenIfRoom();
        }
    }

    void ISendOwner.OnAllSent()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            Log.Broken(_server.Logger, Peer, error.Message);
        }
    }

    void ISendOwner.OnSendFailed(Exception error) => Abort();

    // The top of the loop of one connection: what breaks it, ends it, and nothing else. On a thread of its own from
    // the start: whoever let it in has others to let in, and this one may have much to say.
    private async Task RunAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            if (_stream is SslStream secure && _options.Tls is { } tls)
                await secure.AuthenticateAsServerAsync(TlsHandshake.For(tls)).ConfigureAwait(false);
            while (true)
            {
                if (_silence.IsUsual)
                {
                    _received.Trim();
                    await _stream.ReadAsync(Memory<byte>.Empty).ConfigureAwait(false);
                }

                int count = await _stream.ReadAsync(_received.MakeRoom()).ConfigureAwait(false);
                if (count == 0)
                    return;
                Receive(count);
                while (!Take())
                {
                    _sends.Flush();
                    await _reading!.WaitAsync().ConfigureAwait(false); // Not null: it is shut.
                }

                _sends.Flush();
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException
            or AuthenticationException)
        {
            Log.Broken(_server.Logger, Peer, error.Message);
        }
        catch (Exception error)
        {
            Log.Failed(_server.Logger, error, Peer);
        }
        finally
        {
            _ensemble?.Dispose();
            Abort();
            await _sends.ReleaseAsync().ConfigureAwait(false);
            _received.Dispose();
            _server.Forget(this);
        }
    }

    private void Receive(int count)
    {
        _received.Add(count);
        _server.Figures.CountReceivedBytes(count);
        _silence.Break();
    }

    /// <summary>
    /// Takes every frame that is there whole. False: there is no room for more, and the gate for reading is shut.
    /// </summary>
    private bool Take()
    {
        long now = Now();
        int frames = 0;
        lock (_sends.Gate)
        {
            _sends.IsFrugal = _silence.IsUsual;
            (long written, long writtenBytes) = (_line.Written, _line.WrittenBytes);
            bool hasTakenAll = false;
            while (HasRoom() && !hasTakenAll)
            {
                hasTakenAll = !TryTakeOne(now);
                frames += hasTakenAll ? 0 : 1;
            }

            Count(now, frames, (int)(_line.Written - written), _line.WrittenBytes - writtenBytes);
            if (!hasTakenAll)
                (_reading ??= new AsyncGate()).Shut();
            return hasTakenAll;
        }
    }

    private bool TryTakeOne(long now)
    {
        if (_isClosing)
        {
            _received.Skip(_received.Waiting.Length); // It was told to go: nothing of it counts any more.
            return false;
        }

        if (_ensemble is null && FourLetterWord.TryRead(_received.Waiting, out string? word))
        {
            FourLetterWord.Answer(_server, word, _sends.Writer);
            CloseWhenSent();
            return true;
        }

        switch (_received.TryTake(_options.MaxFrameBytes, out ReadOnlySpan<byte> frame))
        {
            case FrameStatus.NeedMore:
                return false;
            case FrameStatus.Malformed:
                Log.MalformedFrame(_server.Logger, Peer);
                CloseWhenSent();
                return false;
            default:
                TakeFrame(frame, now);
                return true;
        }
    }

    private void TakeFrame(ReadOnlySpan<byte> frame, long now)
    {
        if (_ensemble is null)
        {
            Greet(frame);
            return;
        }

        var intake = new RequestIntake(_ensemble, _line, _sasl, now);
        DecodedRequest decoded = RequestDecoder.Decode(frame, _line.Dialect, _server.Limits, ref intake);
        if (decoded.Fault == DecodeFault.None)
            return;

        Log.MalformedRequest(_server.Logger, Peer, decoded.OpCode, decoded.Fault);
        if (decoded.HasHeader)
            _line.AnswerInTurn(new PendingAnswer(decoded.Header.Xid, decoded.OpCode, now, decoded.Fault.ToErrorCode()));
        else
            CloseWhenSent();
    }

    private void Greet(ReadOnlySpan<byte> frame)
    {
        _server.Figures.CountHandshake();
        DecodeFault fault = HandshakeCodec.Read(frame, out ConnectFrame asked);
        if (fault != DecodeFault.None)
        {
            Log.MalformedRequest(_server.Logger, Peer, OpCode.CreateSession, fault);
            CloseWhenSent();
            return;
        }

        _knowsReadOnlyFlag = asked.HasReadOnlyFlag;
        _line.Dialect = WireExtension.DialectOf(asked.Extension);
        _ensemble = _server.Ensemble.Accept(this, new ConnectionOrigin
        {
            Address = PeerAddress.Of(Peer),
            Proven = ProvenByTls(),
            RemembersAnswers = _line.Dialect == WireDialect.Coordination,
        });
        _ensemble.Connect(asked.Request);
    }

    private IReadOnlyList<AuthId> ProvenByTls() =>
        _stream is SslStream { RemoteCertificate: X509Certificate2 certificate }
            ? [new AuthId("x509", DistinguishedName.Of(certificate.SubjectName))]
            : [];

    // A connection that is closing has room for everything, as it takes nothing in.
    private bool HasRoom() =>
        _isClosing || (_line.Count < _options.MaxOutstanding && _sends.WaitingBytes < _options.HighWaterBytes);

    private void OpenIfRoom()
    {
        if (_reading is { IsShut: true } && HasRoom())
            _reading.Open();
    }

    private void Count(long began, int frames, int written, long writtenBytes)
    {
        Figures.CountReceived(frames);
        _server.Figures.CountReceived(frames);
        if (written == 0)
            return;
        long now = Now();
        Figures.CountLatency(now - began, written, now);
        _server.Figures.CountSent(written, writtenBytes);
        _server.Figures.CountLatency(now - began, written);
    }

    /// <summary>Says nothing more but what waits already, and then goes.</summary>
    private void CloseWhenSent()
    {
        lock (_sends.Gate)
        {
            if (_isClosing)
                return;
            _isClosing = true;
            Volatile.Write(ref _waitsSince, Now());
            _reading?.Open();
        }

        _sends.Complete();
    }

    private bool IsBehind() => _sends.WaitingBytes > _options.MaxBufferedBytes;

    private void CutOff()
    {
        Log.SlowReader(_server.Logger, Peer, Session, _options.MaxBufferedBytes);
        Abort();
    }

    private long Now() => _options.TimeProvider.GetTimestamp();
}
