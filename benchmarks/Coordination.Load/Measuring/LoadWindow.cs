using System.Diagnostics;

namespace Coordination.Load.Measuring;

/// <summary>The time in which a load is measured, in slices of a second.</summary>
internal sealed class LoadWindow
{
    private long _begin = long.MaxValue;
    private long _end = long.MaxValue;

    public LoadWindow(TimeSpan warmUp, TimeSpan measured)
    {
        WarmUp = warmUp;
        Measured = measured;
        SliceCount = (int)Math.Ceiling(measured.TotalSeconds);
    }

    public TimeSpan WarmUp { get; }

    public TimeSpan Measured { get; }

    /// <summary>Slices; the last may be shorter than a second.</summary>
    public int SliceCount { get; }

    /// <summary>Whether the load may end.</summary>
    public bool IsOver => IsOverAt(Stopwatch.GetTimestamp());

    /// <summary>Begins the warm-up; before it nothing counts.</summary>
    public void Start()
    {
        long begin = Stopwatch.GetTimestamp() + Ticks(WarmUp);
        Volatile.Write(ref _end, begin + Ticks(Measured));
        Volatile.Write(ref _begin, begin);
    }

    public bool IsOverAt(long now) => now >= Volatile.Read(ref _end);

    /// <summary>The slice that a moment falls into; negative outside of the window.</summary>
    public int SliceOf(long now)
    {
        long begin = Volatile.Read(ref _begin);
        return now < begin || now >= Volatile.Read(ref _end) ? -1 : (int)((now - begin) / Stopwatch.Frequency);
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
