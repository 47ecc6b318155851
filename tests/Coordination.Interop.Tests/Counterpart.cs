namespace Coordination.Interop.Tests;

/// <summary>
/// A program of others that a test needs. Where it is missing the test says so and is skipped; with
/// COORDINATION_INTEROP=required it fails.
/// </summary>
internal static class Counterpart
{
    private static bool IsRequired => Environment.GetEnvironmentVariable("COORDINATION_INTEROP") == "required";

    /// <summary>
    /// How many times as many seeds and cases as by default: COORDINATION_TEST_SCALE, 1 where it is not set.
    /// </summary>
    public static int Scale =>
        int.TryParse(Environment.GetEnvironmentVariable("COORDINATION_TEST_SCALE"), out int scale)
            ? Math.Max(scale, 1)
            : 1;

    /// <summary>
    /// The first seed of tests that draw: COORDINATION_SEED, by which a failure is replayed and a long hunt is divided;
    /// 0 where it is not set.
    /// </summary>
    public static int FirstSeed =>
        int.TryParse(Environment.GetEnvironmentVariable("COORDINATION_SEED"), out int seed) ? seed : 0;

    /// <summary>Goes on only where nothing is missing.</summary>
    /// <param name="missing">What is missing and how to get it; null where nothing is.</param>
    public static void Require(string? missing)
    {
        if (missing is null)
            return;
        if (IsRequired)
            Assert.Fail($"COORDINATION_INTEROP=required, but {missing}");
        Assert.Skip($"Skipped, because {missing}");
    }
}
