using Coordination.Tree.Commands;

namespace Coordination.Ensemble;

/// <summary>
/// Puts an ensemble's commands in order: the one thing in which ensembles differ. A log in memory orders at once; a
/// replicated one hands the command back when it is committed (<see cref="CoordinationEnsemble.Apply"/>).
/// </summary>
/// <remarks>Called inside the ensemble's exclusion: it must not block, nor call the ensemble back.</remarks>
public interface ICommandLog
{
    /// <summary>Whether every command is ordered, and every sync done, within the call. Never changes.</summary>
    bool OrdersAtOnce { get; }

    /// <summary>Orders a command that has no place yet.</summary>
    /// <param name="command">
    /// The command; <see cref="Command.Zxid"/> and <see cref="Command.TimeMs"/> are not set.
    /// </param>
    /// <param name="origin">What the command is to be handed back with; null where nobody waits for it.</param>
    /// <param name="zxid">Its place, greater than every one before.</param>
    /// <param name="timeMs">Its time, milliseconds since the Unix epoch; never goes back.</param>
    /// <returns>Whether it is committed: always, or never, as <see cref="OrdersAtOnce"/> says.</returns>
    bool TryOrder(in Command command, object? origin, out Zxid zxid, out long timeMs);

    /// <summary>Makes sure that all that was committed anywhere before is applied here.</summary>
    /// <param name="origin">What <see cref="CoordinationEnsemble.CompleteSync"/> is to be called with.</param>
    /// <returns>Whether that is so now: always, or never, as <see cref="OrdersAtOnce"/> says.</returns>
    bool TrySync(object origin);
}
