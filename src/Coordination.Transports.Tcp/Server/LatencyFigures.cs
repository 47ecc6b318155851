namespace Coordination.Transports.Tcp.Server;

/// <summary>Times from the arrival of requests to their answers, in timestamps of the server's clock.</summary>
internal struct LatencyFigures
{
    private long _least;
    private long _sum;
    private long _count;

    /// <summary>The shortest; 0 where there is none.</summary>
    public readonly long Least => _count == 0 ? 0 : _least;

    /// <summary>The longest.</summary>
    public long Most { get; private set; }

    /// <summary>The last.</summary>
    public long Last { get; private set; }

    /// <summary>The mean; 0 where there is none.</summary>
    public readonly double Mean => _count == 0 ? 0 : (double)_sum / _count;

    /// <summary>So many answers took so long each.</summary>
    public void Add(long timestamps, int answers)
    {
        _least = _count == 0 ? timestamps : Math.Min(_least, timestamps);
        Most = Math.Max(Most, timestamps);
        Last = timestamps;
        _sum += timestamps * answers;
        _count += answers;
    }
}
