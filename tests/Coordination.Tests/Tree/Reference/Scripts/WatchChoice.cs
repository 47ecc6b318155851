using Coordination.Tests.Tree.Reference.Model;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>One watch of a client that comes back.</summary>
internal sealed record WatchChoice(PathChoice Path, WatchList List)
{
    /// <summary>The paths of one list; a path that is in several is taken from the first.</summary>
    public static IReadOnlyList<ZPath> Resolve(IEnumerable<WatchChoice> choices, WatchList list, ModelState state) =>
    [
        .. choices.DistinctBy(choice => choice.Path.Resolve(state))
            .Where(choice => choice.List == list)
            .Select(choice => choice.Path.Resolve(state)),
    ];

    public override string ToString() => $"{List} {Path}";
}
