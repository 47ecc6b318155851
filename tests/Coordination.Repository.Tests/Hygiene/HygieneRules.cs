using System.Text.RegularExpressions;

namespace Coordination.Repository.Tests.Hygiene;

/// <summary>STYLE.md §10: no sleeping, no real clock, no silent skip.</summary>
internal static partial class HygieneRules
{
    /// <summary>The one suite that may skip, and says why: its counterparts may be missing (DESIGN.md §7).</summary>
    private const string MaySkip = "tests/Coordination.Interop.Tests/";

    /// <summary>
    /// Waiting for time to pass makes a test slow when it is right and flaky when it is not. <c>Thread.SpinWait</c>
    /// only rests the core between two looks; the struct <c>SpinWait</c> sleeps.
    /// </summary>
    public static IEnumerable<Violation> Waiting(RepositoryFile file) =>
        Find(file, Wait(), "A test waits for events; time moves when it says so.");

    public static IEnumerable<Violation> RealClock(RepositoryFile file) =>
        Find(file, Clock(), "A test reads no clock but its own TimeProvider.");

    public static IEnumerable<Violation> Skipping(RepositoryFile file) =>
        file.Path.StartsWith(MaySkip, StringComparison.Ordinal)
            ? []
            : Find(file, Skip(), "A test that is skipped proves nothing.");

    private static IEnumerable<Violation> Find(RepositoryFile file, Regex pattern, string message) =>
        from line in file.CodeLines.Index()
        where pattern.IsMatch(line.Item)
        select new Violation(file.Path, line.Index + 1, message);

    [GeneratedRegex(
        @"\bThread\s*\.\s*(Sleep|Yield)\b|\bTask\s*\.\s*Delay\b|(?<!\bThread\s*\.\s*)\bSpin(Wait|Until)\b"
        + @"|\bTimeProvider\.System\.DelayAsync\b")]
    private static partial Regex Wait();

    [GeneratedRegex(@"\bDateTime(Offset)?\s*\.\s*(Utc)?(Now|Today)\b|\bStopwatch\b|\bTickCount(64)?\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\bSkip\s*=|\bSkip(When|Unless)\b|\bAssert\s*\.\s*Skip|\bExplicit\s*=\s*true\b")]
    private static partial Regex Skip();
}
