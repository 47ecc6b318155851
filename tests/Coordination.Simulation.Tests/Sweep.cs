using Coordination.Testing;

namespace Coordination.Simulation.Tests;

/// <summary>
/// Runs a world for as many seeds as the test scale asks for, and prints which, whatever comes of it.
/// </summary>
internal static class Sweep
{
    private const ulong FirstSeed = 1;

    public static async Task<IReadOnlyList<SimulationReport>> RunAsync(
        string world, int seeds, Func<Testing.Simulation, Task> body, SimulationOptions? options = null)
    {
        int scaled = seeds * TestScale.Factor;
        string? replayed = Environment.GetEnvironmentVariable(Testing.Simulation.SeedVariable);
        Print(string.IsNullOrEmpty(replayed)
            ? $"{world}: seeds {FirstSeed} to {FirstSeed + (ulong)scaled - 1}, {scaled} in all."
            : $"{world}: seed {replayed} alone.");
        return await Testing.Simulation.SweepAsync(scaled, body, FirstSeed, options);
    }

    // To the report of the test, and to the log of the run, which shows no reports of tests that pass.
    private static void Print(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Console.WriteLine(line);
    }
}
