#if COORDINATION_PLANTED_BUGS
using System.Reflection;
using Coordination.Internal;
using Coordination.Simulation.Tests.Workloads;
using Coordination.Testing;

namespace Coordination.Simulation.Tests;

/// <summary>
/// Proves that the simulator is strong enough: every mistake that a build with <c>PlantedBugs=true</c> carries must be
/// found by the same worlds and the same checks that pass without it.
/// </summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    private const int MostSeeds = 1000;

    public static TheoryData<string> Bugs =>
    [
        // Not null: what is asked for are constants.
        .. typeof(PlantedBugs).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(bug => bug.IsLiteral).Select(bug => (string)bug.GetRawConstantValue()!),
    ];

    [Theory, MemberData(nameof(Bugs))]
    public async Task A_planted_bug_is_found(string bug)
    {
        PlantedBugs.Active = bug;
        try
        {
            var found = await Assert.ThrowsAsync<SimulationFailedException>(
                () => Testing.Simulation.SweepAsync(MostSeeds, World.RunAsync, options: World.Options));
            string line = $"{bug} -> seed {found.Seed}: {found.Reason}";
            output.WriteLine(line);
            Console.WriteLine(line);
        }
        finally
        {
            PlantedBugs.Active = null;
        }
    }
}
#endif
