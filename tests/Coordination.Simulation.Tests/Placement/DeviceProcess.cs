using Coordination.Recipes.Placement;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Placement;

/// <summary>
/// A process with one device, which sees to it that it is not out for long while it is alive, by what it knows itself.
/// </summary>
internal sealed class DeviceProcess(SimulatedProcess process, int device, PlacementOptions options)
{
    /// <summary>
    /// Longer than a stagger, several slow messages and lost races can take; the time only runs while connected.
    /// </summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.5);

    public async Task RunAsync()
    {
        await using PlacementMember member = await process.Client.Placement(PlacementWorld.Root, options).JoinAsync();
        _ = new Observer(process.Name, process.Simulation).FollowAsync(member.Follower);
        var description = new DeviceDescription { Id = device, Endpoint = process.Name };
        await using DeviceRegistration registration = await member.RegisterAsync(description);
        await WatchBoundAsync(member, registration);
    }

    private async Task WatchBoundAsync(PlacementMember member, DeviceRegistration registration)
    {
        TimeProvider clock = process.TimeProvider;
        long since = clock.GetTimestamp(), last = since;
        while (true)
        {
            await clock.DelayAsync(Tick);
            long now = clock.GetTimestamp();
            bool isUndisturbed = clock.GetElapsedTime(last, now) < 2 * Tick
                && process.Client.State == ConnectionState.Connected && registration.IsRegistered;
            bool isOut = member.Current.Map.StatusOf(device).Standing == DeviceStanding.Absent;
            last = now;
            if (!isUndisturbed || !isOut)
                since = now;
            if (clock.GetElapsedTime(since, now) > Bound)
                process.Simulation.Fail($"{process} is alive, connected and out for more than {Bound}.");
        }
    }
}
