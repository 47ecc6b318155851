using Coordination.Tests.Tree.Reference.Model;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>
/// Which path a step means: one by name, or whichever exists when the step comes, so that scripts hit sequential names
/// too.
/// </summary>
/// <param name="Literal">The path; null for an existing one.</param>
/// <param name="Existing">Which existing one, modulo how many there are.</param>
/// <param name="Below">A name to append to it; empty for none.</param>
/// <param name="IsPrefix">Whether it ends in a slash, as only sequential creation may.</param>
internal sealed record PathChoice(string? Literal, int Existing, string Below, bool IsPrefix)
{
    private static readonly string[] OfQuotas = ["/zookeeper_limits", "/zookeeper_stats"];

    /// <summary>
    /// Whether an existing one is none that holds a quota: a real server ends when a quota cannot be read.
    /// </summary>
    public bool SparesQuotas { get; init; }

    public ZPath Resolve(ModelState state)
    {
        string path = Literal ?? ExistingOf(state);
        if (Below.Length > 0)
            path = path == "/" ? "/" + Below : $"{path}/{Below}";
        return IsPrefix && path != "/" ? ZPath.SequentialPrefix(path + "/") : ZPath.Parse(path);
    }

    private string ExistingOf(ModelState state)
    {
        string[] paths = [.. state.Paths.Where(path =>
            !SparesQuotas || !Array.Exists(OfQuotas, name => path.EndsWith(name, StringComparison.Ordinal)))];
        return paths[Existing % paths.Length];
    }

    public override string ToString() =>
        (Literal ?? $"existing[{Existing}]") + (Below.Length > 0 ? "/" + Below : "") + (IsPrefix ? "/" : "");
}
