using Coordination.Testing;

namespace Coordination.Simulation.Tests.Placement;

public sealed class PlacementSimulationTests
{
    [Fact]
    public async Task A_placement_under_faults_keeps_every_promise()
    {
        IReadOnlyList<SimulationReport> runs =
            await Sweep.RunAsync("Placement", 100, PlacementWorld.RunAsync);

        Assert.Equal(runs.Count, runs.Select(run => run.Digest).Distinct().Count());
    }
}
