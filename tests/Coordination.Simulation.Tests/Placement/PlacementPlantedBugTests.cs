#if COORDINATION_PLANTED_BUGS
using System.Reflection;
using Coordination.Recipes.Placement;
using Coordination.Testing;

namespace Coordination.Simulation.Tests.Placement;

/// <summary>
/// Proves that the placement's world is strong enough: every mistake that a build with <c>PlantedBugs=true</c> carries
/// must be found by the same checks that pass without it.
/// </summary>
public sealed class PlacementPlantedBugTests(ITestOutputHelper output)
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
                () => Testing.Simulation.SweepAsync(MostSeeds, PlacementWorld.RunAsync));
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
