namespace Coordination.Repository.Tests.Purity;

/// <summary>
/// STYLE.md §2: the analyzer sees what a pure package calls, not the types of its fields and parameters; its metadata
/// shows them all.
/// </summary>
internal static class PurityRule
{
    private static readonly string[] Namespaces =
    [
        "System.IO", "System.Net", "System.Threading", "System.Timers", "Microsoft.Extensions", "Coordination.Work",
    ];

    private static readonly string[] Types =
    [
        "System.TimeProvider", "System.DateTime", "System.DateTimeOffset", "System.Diagnostics.Stopwatch",
            "System.Random",
        "System.Security.Cryptography.RandomNumberGenerator", "System.Console", "System.HashCode",
    ];

    public static bool Forbids(string typeName) =>
        Types.Contains(typeName)
        || Namespaces.Any(space => typeName.StartsWith(space + ".", StringComparison.Ordinal));

    public static IEnumerable<Violation> Check(string assemblyPath) =>
        from typeName in TypeReferences.Of(assemblyPath)
        where Forbids(typeName)
        select new Violation(Path.GetFileName(assemblyPath), 0, $"A pure package knows no {typeName}.");
}
