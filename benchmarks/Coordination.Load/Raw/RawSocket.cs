using System.Buffers.Binary;
using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Coordination.Load.Raw;

/// <summary>
/// A TCP socket of the kernel with nothing around it: what .NET adds to one would count as the generator's, and be
/// taken from the server on the same cores. IPv4 only.
/// </summary>
internal sealed partial class RawSocket : IDisposable
{
    private const int Internet = 2; // AF_INET
    private const int Stream = 1; // SOCK_STREAM
    private const int CloseOnExec = 0x80000;
    private const int TcpLevel = 6; // IPPROTO_TCP
    private const int NoDelay = 1;
    private const int DontWait = 0x40;
    private const int NoSignal = 0x4000;
    private const int WouldBlock = 11; // EAGAIN
    private const short Readable = 1; // POLLIN

    private RawSocket(int descriptor) => Descriptor = descriptor;

    public int Descriptor { get; private set; }

    /// <summary>Connects, which on the loopback address waits for nobody.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static RawSocket Connect(IPEndPoint server)
    {
        var socket = new RawSocket(OpenSocket(Internet, Stream | CloseOnExec, 0));
        Span<byte> address = stackalloc byte[16];
        address.Clear();
        MemoryMarshal.Write(address, (ushort)Internet);
        BinaryPrimitives.WriteUInt16BigEndian(address[2..], (ushort)server.Port);
        server.Address.TryWriteBytes(address[4..], out _);
        if (socket.Descriptor >= 0 && Connect(socket.Descriptor, ref address[0], address.Length) == 0)
        {
            SetOption(socket.Descriptor, TcpLevel, NoDelay, 1, sizeof(int));
            return socket;
        }

        int error = Marshal.GetLastPInvokeError();
        socket.Dispose();
        throw new SocketException((int)SocketError.ConnectionRefused, new Win32Exception(error).Message);
    }

    /// <summary>Sends without waiting; returns how many bytes went, 0 where there is no room now.</summary>
    /// <exception cref="IOException">The other end is gone.</exception>
    public int Send(ReadOnlySpan<byte> bytes)
    {
        nint count = Send(Descriptor, ref MemoryMarshal.GetReference(bytes), bytes.Length, DontWait | NoSignal);
        return count >= 0 || IsWouldBlock() ? (int)Math.Max(count, 0) : throw Broken();
    }

    /// <summary>
    /// Receives without waiting; returns how many bytes came, 0 where none are there now, -1 at the end.
    /// </summary>
    public int Receive(Span<byte> room)
    {
        nint count = Receive(Descriptor, ref MemoryMarshal.GetReference(room), room.Length, DontWait);
        if (count > 0)
            return (int)count;
        return count < 0 && IsWouldBlock() ? 0 : -1;
    }

    /// <summary>Waits until something, or the end, is there to receive; false where the time was over first.</summary>
    public bool WaitToReceive(TimeSpan time)
    {
        var one = new PollDescriptor(Descriptor, Readable, 0);
        return Poll(ref one, 1, (int)time.TotalMilliseconds) > 0;
    }

    public void Dispose()
    {
        if (Descriptor >= 0)
            Close(Descriptor);
        Descriptor = -1;
    }

    private static bool IsWouldBlock() => Marshal.GetLastPInvokeError() == WouldBlock;

    private static IOException Broken() => new(new Win32Exception(Marshal.GetLastPInvokeError()).Message);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int OpenSocket(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static partial int Connect(int descriptor, ref byte address, int length);

    [LibraryImport("libc", EntryPoint = "setsockopt")]
    private static partial int SetOption(int descriptor, int level, int option, in int value, int length);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(int descriptor, ref byte bytes, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Receive(int descriptor, ref byte bytes, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollDescriptor descriptors, nuint count, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct PollDescriptor(int Descriptor, short Events, short Happened);
}
