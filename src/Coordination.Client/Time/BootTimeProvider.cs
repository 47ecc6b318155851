using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Coordination;

/// <summary>
/// The system's clock, but with timestamps of <c>CLOCK_BOOTTIME</c>: monotonic, and counting while the machine sleeps
/// (clock_gettime(2)). Timers are the system's and stand still during sleep; whoever compares timestamps is not
/// deceived by that.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed partial class BootTimeProvider : TimeProvider
{
    private const int BootTimeClock = 7; // linux/time.h: CLOCK_BOOTTIME.
    private const long NanosecondsPerSecond = 1_000_000_000;

    public override long TimestampFrequency => NanosecondsPerSecond;

    public override long GetTimestamp()
    {
        // It fails only for a clock that the kernel does not have, and this one is older than every kernel that .NET
        // runs on.
        int result = GetTime(BootTimeClock, out TimeSpec time);
        return result == 0
            ? (time.Seconds * NanosecondsPerSecond) + time.Nanoseconds
            : throw new InvalidOperationException(
                $"clock_gettime(CLOCK_BOOTTIME) failed with error {Marshal.GetLastPInvokeError()}.");
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
