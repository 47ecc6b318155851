namespace Coordination.Recipes.Counters;

/// <summary>What is to become of a counter.</summary>
internal readonly record struct CounterChange
{
    private readonly long? _expected;
    private readonly long _summand;
    private readonly bool _isAddition;

    private CounterChange(long? expected, long summand, bool isAddition)
    {
        _expected = expected;
        _summand = summand;
        _isAddition = isAddition;
    }

    public static CounterChange Add(long delta) => new(null, delta, isAddition: true);

    public static CounterChange Set(long value) => new(null, value, isAddition: false);

    public static CounterChange Exchange(long expected, long value) => new(expected, value, isAddition: false);

    /// <summary>The value after it; null where it does not apply to this one.</summary>
    /// <exception cref="OverflowException">It is out of the range of 64 bits.</exception>
    public long? Of(long value)
    {
        if (_expected is { } expected && expected != value)
            return null;
        return _isAddition ? checked(value + _summand) : _summand;
    }
}
