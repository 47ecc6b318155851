#if COORDINATION_PLANTED_BUGS
using System.Reflection;
using Coordination.Internal;
using Coordination.Recipes.Internal;
using Coordination.Testing;

namespace Coordination.Simulation.Tests.Recipes;

/// <summary>
/// Proves that the worlds of the recipes are strong enough: each finds the mistakes that are planted in its recipe.
/// </summary>
public sealed class PlantedRecipeBugTests(ITestOutputHelper output)
{
    private const int MostSeeds = 1000;

    public static TheoryData<string> Bugs =>
    [
        // Not null: what is asked for are constants.
        .. typeof(PlantedRecipeBugs).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(bug => bug.IsLiteral).Select(bug => (string)bug.GetRawConstantValue()!),
    ];

    [Theory, MemberData(nameof(Bugs))]
    public async Task A_bug_planted_in_a_recipe_is_found(string bug)
    {
        PlantedBugs.Active = bug;
        try
        {
            var found = await Assert.ThrowsAsync<SimulationFailedException>(
                () => Testing.Simulation.SweepAsync(MostSeeds, RecipeWorlds.All[bug[..bug.IndexOf(':')]]));
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
