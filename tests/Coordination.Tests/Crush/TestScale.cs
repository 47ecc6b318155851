namespace Coordination.Tests.Crush;

/// <summary>How many times as many cases as by default: COORDINATION_TEST_SCALE.</summary>
internal static class TestScale
{
    public static int Factor { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("COORDINATION_TEST_SCALE"), out int scale)
            ? Math.Max(1, scale) : 1;
}
