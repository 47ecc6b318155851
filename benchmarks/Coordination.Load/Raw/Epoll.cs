using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Coordination.Load.Raw;

/// <summary>Waits for many sockets on one thread (epoll(7)), which costs less than any of .NET's own ways.</summary>
internal sealed partial class Epoll : IDisposable
{
    private const int Add = 1;
    private const int Modify = 3;
    private const uint Readable = 1;
    private const uint Writable = 4;
    private const int Interrupted = 4;
    private const int MostEvents = 256;

    // struct epoll_event is packed on x86-64 only.
    private static readonly bool IsPacked = RuntimeInformation.ProcessArchitecture == Architecture.X64;
    private static readonly int EventBytes = IsPacked ? 12 : 16;
    private static readonly int DataOffset = IsPacked ? 4 : 8;

    private readonly byte[] _events = new byte[MostEvents * 16];
    private readonly int _descriptor = Check(EpollCreate(0));

    /// <summary>Begins to wait for a socket, under a key. Closing the socket ends it.</summary>
    public void Watch(RawSocket socket, int key) => Control(Add, socket, key, Readable);

    /// <summary>Waits also, or no longer, for room to send.</summary>
    public void WatchForRoom(RawSocket socket, int key, bool isWanted) =>
        Control(Modify, socket, key, isWanted ? Readable | Writable : Readable);

    /// <summary>Waits until something happens or the time is over; returns how many keys are ready.</summary>
    public int Wait(TimeSpan time)
    {
        var timeout = new TimeSpec(time.Ticks / TimeSpan.TicksPerSecond, time.Ticks % TimeSpan.TicksPerSecond * 100);
        int count = EpollWait(_descriptor, ref _events[0], MostEvents, timeout, 0, 0);
        if (count < 0 && Marshal.GetLastPInvokeError() == Interrupted)
            return 0;
        return Check(count);
    }

    /// <summary>The key of one that is ready, and whether it waited for room and has it.</summary>
    public (int Key, bool HasRoom) Ready(int index)
    {
        ReadOnlySpan<byte> one = _events.AsSpan(index * EventBytes, EventBytes);
        return (MemoryMarshal.Read<int>(one[DataOffset..]), (MemoryMarshal.Read<uint>(one) & Writable) != 0);
    }

    public void Dispose() => Close(_descriptor);

    private void Control(int operation, RawSocket socket, int key, uint events)
    {
        Span<byte> one = stackalloc byte[16];
        one.Clear();
        MemoryMarshal.Write(one, events);
        MemoryMarshal.Write(one[DataOffset..], key);
        Check(EpollControl(_descriptor, operation, socket.Descriptor, ref one[0]));
    }

    private static int Check(int result) =>
        result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int EpollControl(int epoll, int operation, int descriptor, ref byte one);

    [LibraryImport("libc", EntryPoint = "epoll_pwait2", SetLastError = true)]
    private static partial int EpollWait(
        int epoll, ref byte events, int most, in TimeSpec timeout, nint signals, nint signalBytes);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    /// <summary>struct timespec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
