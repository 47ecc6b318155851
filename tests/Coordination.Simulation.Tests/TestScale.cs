using System.Globalization;

namespace Coordination.Simulation.Tests;

/// <summary>How thorough to be: <c>COORDINATION_TEST_SCALE</c>, 1 by default.</summary>
internal static class TestScale
{
    private const string Variable = "COORDINATION_TEST_SCALE";

    public static int Factor { get; } =
        int.Parse(Environment.GetEnvironmentVariable(Variable) ?? "1", CultureInfo.InvariantCulture);
}
