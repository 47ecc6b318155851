namespace Coordination.Crush;

/// <summary>
/// How many tries the choices of many placements took: a rule that often needs many is close to failing.
/// </summary>
public sealed class ChooseTries
{
    private readonly long[] _bins;

    /// <summary>An empty histogram for a map.</summary>
    public ChooseTries(CrushMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        _bins = new long[Math.Min(map.Tunables.ChooseTotalTries, ushort.MaxValue) + 1];
    }

    /// <summary>Choices by the number of failed tries before them (firstn) or of rounds (indep).</summary>
    public ReadOnlySpan<long> Bins => _bins.AsSpan(0, _bins.Length - 1);

    internal void Count(int tries)
    {
        if (tries < _bins.Length)
            _bins[tries]++;
    }
}
