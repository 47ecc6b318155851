using System.Net.Sockets;
using Coordination.Protocol;

namespace Coordination.Transports.Tcp.Streams;

/// <summary>
/// What leaves one connection: frames are written into one buffer while another is on its way, so that all that was
/// made meanwhile leaves in one piece. At most one send is under way.
/// </summary>
/// <param name="stream">Where it goes.</param>
/// <param name="owner">Who is told.</param>
/// <param name="gate">Guards the queue.</param>
/// <param name="socket">
/// What is below <paramref name="stream"/>, where nothing is between the two and the socket does not block: then what
/// it takes at once costs one call, and nothing that waits for it.
/// </param>
internal sealed class SendQueue(Stream stream, ISendOwner owner, Lock gate, Socket? socket = null)
{
    private JuteWriter _filling = new();
    private JuteWriter _leaving = new();
    private bool _isSending;
    private bool _isCompleted;
    private bool _isBroken;
    private Task _sending = Task.CompletedTask;

    /// <summary>Guards the queue and all that must keep step with it: the order of what is written.</summary>
    public Lock Gate => gate;

    /// <summary>Takes frames; inside <see cref="Gate"/> only.</summary>
    public JuteWriter Writer => _filling;

    /// <summary>Whether it keeps no buffers while nothing is to be sent; inside <see cref="Gate"/>.</summary>
    public bool IsFrugal { get; set; }

    /// <summary>Bytes that no send has taken yet; inside <see cref="Gate"/>.</summary>
    public int WaitingBytes => _filling.Length;

    /// <summary>
    /// Sends what waits, unless somebody does already. Does not block: what the socket does not take at once goes on by
    /// itself.
    /// </summary>
    public void Flush()
    {
        lock (Gate)
        {
            if (_isSending || _isBroken)
                return;
            if (_filling.Length == 0)
            {
                GiveBack();
                return;
            }

            _isSending = true;
            Swap();
            _sending = SendAsync();
        }
    }

    /// <summary>Nothing more will be written: the owner is told when all has left.</summary>
    public void Complete()
    {
        bool isIdle;
        lock (Gate)
        {
            _isCompleted = true;
            isIdle = !_isSending && _filling.Length == 0;
        }

        if (isIdle)
            owner.OnAllSent();
        else
            Flush();
    }

    /// <summary>Gives the buffers back once nothing is under way; the stream must have been disposed.</summary>
    public async ValueTask ReleaseAsync()
    {
        Task sending;
        lock (Gate)
        {
            _isBroken = true;
            sending = _sending;
        }

        await sending.ConfigureAwait(false);
        lock (Gate)
        {
            _filling.Dispose();
            _leaving.Dispose();
        }
    }

    // The top of the loop that sends: what breaks it ends the connection, and nothing else.
    private async Task SendAsync()
    {
        try
        {
            do
            {
                ReadOnlyMemory<byte> left = _leaving.WrittenMemory[SendNow()..];
                if (!left.IsEmpty)
                    await stream.WriteAsync(left).ConfigureAwait(false);
            }
            while (TakeMore());
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            lock (Gate)
            {
                _isBroken = true;
                _isSending = false;
            }

            owner.OnSendFailed(error);
        }
    }

    // Hands to the socket what it takes at once; returns how much that was.
    private int SendNow()
    {
        if (socket is null)
            return 0;
        int sent = socket.Send(_leaving.WrittenSpan, SocketFlags.None, out SocketError error);
        return error switch
        {
            SocketError.Success => sent,
            SocketError.WouldBlock => 0,
            _ => throw new SocketException((int)error),
        };
    }

    private bool TakeMore()
    {
        bool isDone;
        lock (Gate)
        {
            _leaving.Clear();
            if (_filling.Length > 0 && !_isBroken)
            {
                Swap();
                return true;
            }

            _isSending = false;
            GiveBack();
            isDone = _isCompleted && !_isBroken;
        }

        owner.OnDrained();
        if (isDone)
            owner.OnAllSent();
        return false;
    }

    private void GiveBack()
    {
        if (!IsFrugal)
            return;
        _filling.Dispose();
        _leaving.Dispose();
    }

    private void Swap() => (_filling, _leaving) = (_leaving, _filling);
}
