#if COORDINATION_PLANTED_BUGS
using System.Reflection;
using Coordination.Internal;
using Coordination.Recipes.Internal;
using Coordination.Recipes.Placement;
using Coordination.Simulation.Tests.Placement;
using Coordination.Simulation.Tests.Recipes;
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

    private static readonly Type[] Planted =
        [typeof(PlantedBugs), typeof(PlantedRecipeBugs), typeof(PlantedPlacementBugs)];

    public static TheoryData<string> Bugs =>
    [
        // Not null: what is asked for are constants.
        .. Planted.SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(bug => bug.IsLiteral).Select(bug => (string)bug.GetRawConstantValue()!),
    ];

    [Theory, MemberData(nameof(Bugs))]
    public async Task A_planted_bug_is_found(string bug)
    {
        PlantedBugs.Active = bug;
        try
        {
            var found = await Assert.ThrowsAsync<SimulationFailedException>(() => SweepAsync(bug));
            string line = $"{bug} -> seed {found.Seed}: {found.Reason}";
            output.WriteLine(line);
            Console.WriteLine(line);
        }
        finally
        {
            PlantedBugs.Active = null;
        }
    }

    // The word before the colon says whose world has to find it.
    private static Task SweepAsync(string bug)
    {
        string place = bug[..bug.IndexOf(':')];
        if (RecipeWorlds.All.TryGetValue(place, out Func<Testing.Simulation, Task>? recipe))
            return Testing.Simulation.SweepAsync(MostSeeds, recipe);
        return place == "placement"
            ? Testing.Simulation.SweepAsync(MostSeeds, PlacementWorld.RunAsync)
            : Testing.Simulation.SweepAsync(MostSeeds, World.RunAsync, options: World.Options);
    }
}
#endif
