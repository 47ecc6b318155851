using Coordination.Recipes.Placement;
using Coordination.Testing;

namespace Coordination.Simulation.Tests.Placement;

/// <summary>Follows a placement, and sees to it that no map is older than one before.</summary>
internal sealed class Observer(string name, Testing.Simulation simulation)
{
    public PlacementSnapshot? Newest { get; private set; }

    public async Task RunAsync(SimulatedProcess process)
    {
        await using PlacementFollower follower = await process.Client.Placement(PlacementWorld.Root).FollowAsync();
        await FollowAsync(follower);
    }

    public async Task FollowAsync(PlacementFollower follower)
    {
        See(follower.Current);
        try
        {
            await foreach (PlacementUpdate update in follower.WatchAsync())
            {
                See(update.Before);
                See(update.After);
            }
        }
        catch (ObjectDisposedException)
        {
            // Its process has come to its end.
        }
    }

    private void See(PlacementSnapshot snapshot)
    {
        if (Newest is { } last && (snapshot.Mzxid < last.Mzxid || snapshot.Version < last.Version))
            simulation.Fail($"{name} sees version {snapshot.Version} after {last.Version}.");
        Newest = snapshot;
    }
}
