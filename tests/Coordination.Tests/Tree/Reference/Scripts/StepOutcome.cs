using Coordination.Requests;
using Coordination.Tree.Commands;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>All that can be seen of one step.</summary>
/// <param name="Code">What was answered.</param>
/// <param name="Body">The answer itself.</param>
/// <param name="Zxid">The zxid of the answer; null where the implementation does not show it.</param>
/// <param name="Changes">What changed; null where the implementation does not show it.</param>
/// <param name="Events">
/// What the sessions were told, in order for each; null where the implementation does not show it.
/// </param>
internal sealed record StepOutcome(
    ErrorCode Code,
    Response? Body = null,
    Zxid? Zxid = null,
    IReadOnlyList<Change>? Changes = null,
    IReadOnlyList<Seen>? Events = null)
{
    /// <summary>
    /// Whether the events of one session have no order either: Apache deletes the znodes of a session that ends in the
    /// order of a hash table.
    /// </summary>
    public bool IsUnordered { get; init; }

    public static StepOutcome Done { get; } = new(ErrorCode.Ok);
}
