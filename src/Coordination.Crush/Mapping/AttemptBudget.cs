namespace Coordination.Crush;

/// <summary>
/// Counts the attempts of one mapping down from <see cref="CrushLimits.MaxAttempts"/>. Tries for items, leaves and
/// buckets multiply, so that a map with absurd tunables could keep a mapping busy for years.
/// </summary>
internal sealed class AttemptBudget
{
    private int _left = CrushLimits.MaxAttempts;

    public bool IsSpent => _left == 0;

    public void Reset() => _left = CrushLimits.MaxAttempts;

    public bool TrySpend()
    {
        if (_left == 0)
            return false;
        _left--;
        return true;
    }
}
