using Coordination.Testing;

namespace Coordination.Simulation.Tests.Recipes;

/// <summary>Each recipe against what it promises, under generated faults, in virtual time.</summary>
public sealed class RecipeSimulationTests
{
    public static TheoryData<string> Recipes => [.. RecipeWorlds.All.Keys];

    [Theory, MemberData(nameof(Recipes))]
    public async Task A_recipe_keeps_its_promises_under_faults(string recipe)
    {
        IReadOnlyList<SimulationReport> runs =
            await Sweep.RunAsync($"Recipe {recipe}", 100, RecipeWorlds.All[recipe]);

        Assert.Equal(runs.Count, runs.Select(run => run.Digest).Distinct().Count());
    }
}
