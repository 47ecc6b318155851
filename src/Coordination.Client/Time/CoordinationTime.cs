namespace Coordination;

/// <summary>The clocks that clients tell time by.</summary>
public static class CoordinationTime
{
    /// <summary>
    /// Counts the time that the machine sleeps too, where the system has such a clock (Linux: <c>CLOCK_BOOTTIME</c>),
    /// so that a laptop that was shut does not believe in a session that expired meanwhile; elsewhere
    /// <see cref="TimeProvider.System"/>.
    /// </summary>
    public static TimeProvider Default { get; } =
        OperatingSystem.IsLinux() ? new BootTimeProvider() : TimeProvider.System;
}
