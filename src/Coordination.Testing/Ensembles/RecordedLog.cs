using Coordination.Ensemble;
using Coordination.Tree.Commands;

namespace Coordination.Testing;

/// <summary>
/// The log of a simulated ensemble in memory: it orders at once and, unlike the one of an application, remembers all,
/// so that what clients were told can be compared with what was ordered.
/// </summary>
internal sealed class RecordedLog(TimeProvider timeProvider, Action<Command> ordered) : ICommandLog
{
    private long _timeMs;

    public bool OrdersAtOnce => true;

    /// <summary>Every command, in order.</summary>
    public List<Command> Commands { get; } = [];

    public bool TryOrder(in Command command, object? origin, out Zxid zxid, out long timeMs)
    {
        _timeMs = Math.Max(_timeMs, timeProvider.GetUtcNow().ToUnixTimeMilliseconds());
        timeMs = _timeMs;
        zxid = new Zxid(Commands.Count + 1);
        Command complete = command with { Zxid = zxid, TimeMs = timeMs };
        Commands.Add(complete);
        ordered(complete);
        return true;
    }

    public bool TrySync(object origin) => true;
}
