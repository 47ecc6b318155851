namespace Coordination.Crush;

/// <summary>Counts where many inputs were placed.</summary>
public sealed class Distribution
{
    private readonly int _replicas;
    private readonly SortedDictionary<int, long> _byDevice = [];
    private readonly SortedDictionary<int, long> _bySize = [];

    /// <param name="replicas">How many devices each input asked for.</param>
    public Distribution(int replicas) => _replicas = replicas;

    /// <summary>Inputs counted.</summary>
    public long Inputs { get; private set; }

    /// <summary>Inputs with a hole, or with fewer devices than asked for.</summary>
    public long Incomplete { get; private set; }

    /// <summary>Replicas placed, over all devices; holes do not count.</summary>
    public long Placed { get; private set; }

    /// <summary>How many inputs have how many entries, holes included; ascending.</summary>
    public IReadOnlyDictionary<int, long> BySize => _bySize;

    /// <summary>Replicas per device; ascending, devices without any left out.</summary>
    public IReadOnlyDictionary<int, long> ByDevice => _byDevice;

    /// <summary>Counts one placement.</summary>
    public void Add(ReadOnlySpan<int> devices)
    {
        bool complete = devices.Length == _replicas;
        foreach (int device in devices)
        {
            if (device == CrushItem.None)
            {
                complete = false;
                continue;
            }
            _byDevice[device] = _byDevice.GetValueOrDefault(device) + 1;
            Placed++;
        }
        _bySize[devices.Length] = _bySize.GetValueOrDefault(devices.Length) + 1;
        Inputs++;
        if (!complete)
            Incomplete++;
    }

    /// <summary>How far the devices are from their shares: the standard deviation of count / expected count.</summary>
    /// <param name="shares">Share of each device (<see cref="RuleTargets.Shares"/>).</param>
    public double RelativeDeviation(IReadOnlyDictionary<int, double> shares)
    {
        ArgumentNullException.ThrowIfNull(shares);
        double squares = 0;
        foreach (var (device, share) in shares)
        {
            double ratio = Placed == 0 ? 0 : _byDevice.GetValueOrDefault(device) / (share * Placed);
            squares += (ratio - 1) * (ratio - 1);
        }
        return shares.Count == 0 ? 0 : Math.Sqrt(squares / shares.Count);
    }
}
