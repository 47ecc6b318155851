namespace Coordination.Testing;

/// <summary>What passed on all connections of a world, in one order.</summary>
internal sealed class WireHistory(Func<TimeSpan> now)
{
    private long _index;

    public List<ObservedConnection> Connections { get; } = [];

    public TimeSpan Now => now();

    public long TakeIndex() => _index++;
}
