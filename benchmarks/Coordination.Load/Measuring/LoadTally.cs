namespace Coordination.Load.Measuring;

/// <summary>What one thread of a generator counts. Only what falls into the measured window counts.</summary>
internal sealed class LoadTally(LoadWindow window)
{
    private readonly long[] _perSlice = new long[window.SliceCount];

    public LatencyHistogram Latency { get; } = new();

    /// <summary>Operations that were refused, or answered by something else than was asked for.</summary>
    public long Errors { get; private set; }

    /// <summary>The first error, in words.</summary>
    public string? FirstError { get; private set; }

    public IReadOnlyList<long> PerSlice => _perSlice;

    /// <summary>An operation was answered.</summary>
    public void Record(long sentAt, long now)
    {
        Count(now);
        Time(sentAt, now);
    }

    /// <summary>One more was done.</summary>
    public void Count(long now)
    {
        if (window.SliceOf(now) is >= 0 and var slice)
            _perSlice[slice]++;
    }

    /// <summary>So many more were done in a slice, as another program has counted.</summary>
    public void AddSlice(int slice, long count) => _perSlice[slice] += count;

    /// <summary>Something took a time.</summary>
    public void Time(long sentAt, long now)
    {
        if (window.SliceOf(now) >= 0)
            Latency.Record(now - sentAt);
    }

    /// <summary>Something went wrong; that counts whenever it happens.</summary>
    public void Fail(string what)
    {
        Errors++;
        FirstError ??= what;
    }

    public void Add(LoadTally other)
    {
        for (int i = 0; i < _perSlice.Length; i++)
            _perSlice[i] += other._perSlice[i];
        Latency.Add(other.Latency);
        Errors += other.Errors;
        FirstError ??= other.FirstError;
    }
}
