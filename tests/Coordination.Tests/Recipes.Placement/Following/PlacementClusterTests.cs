using Coordination.Recipes.Placement;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Tests.Recipes.Placement.Following;

public sealed class PlacementClusterTests
{
    private static readonly PlacementOptions Options = new()
    {
        Grace = TimeSpan.FromMinutes(1),
        Stagger = TimeSpan.FromSeconds(1),
    };

    [Fact]
    public Task A_client_follows_the_map_and_sees_what_moves() => RunAsync(async (cluster, _) =>
    {
        await using PlacementFollower follower = await cluster.FollowAsync();
        await using IAsyncEnumerator<PlacementUpdate> updates = follower.WatchAsync().GetAsyncEnumerator();
        PlacementProposal proposal = follower.Current.Propose(map => map.With(DeviceStanding.Out, 3));

        Assert.Equal(1, await cluster.ApplyAsync(proposal));

        Assert.True(await updates.MoveNextAsync());
        Assert.Equal((0, 1), (updates.Current.Before.Version, updates.Current.After.Version));
        Assert.True(updates.Current.IsMapChanged);
        Assert.Equal(proposal.Movement.Movement, updates.Current.Movement.Movement);
        Assert.Same(updates.Current.After, follower.Current);
    });

    [Fact]
    public Task Of_two_changes_of_one_version_the_second_is_refused() => RunAsync(async (cluster, _) =>
    {
        PlacementSnapshot now = await cluster.ReadAsync();
        await cluster.ApplyAsync(now.Propose(map => map.With(DeviceStanding.Out, 3)));

        var conflict = await Assert.ThrowsAsync<RequestRejectedException>(
            async () => await cluster.ApplyAsync(now.Propose(map => map.With(DeviceStanding.Out, 4))));

        Assert.Equal(ErrorCode.BadVersion, conflict.Code);
        await cluster.ChangeAsync(map => map.With(DeviceStanding.Out, 4));
        Assert.Equal([3, 4], (await cluster.ReadAsync()).Map.Statuses.Keys);
        Assert.Equal(2, (await cluster.ReadAsync()).Version);
        await cluster.ChangeAsync(map => map);
        Assert.Equal(2, (await cluster.ReadAsync()).Version);
    });

    [Fact]
    public Task A_device_goes_out_after_the_grace_and_comes_in_when_it_is_back() => RunAsync(async (cluster, process) =>
    {
        await using PlacementMember member = await cluster.JoinAsync();
        DeviceRegistration[] devices = await RegisterAllAsync(member);
        await devices[5].DisposeAsync();
        await member.Follower.WaitForAsync(now => !now.IsUp(5));
        Assert.True(member.Current.Map.StatusOf(5).IsIn);

        await process.TimeProvider.DelayAsync(TimeSpan.FromSeconds(59));
        Assert.True(member.Current.Map.StatusOf(5).IsIn);
        await process.TimeProvider.DelayAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(DeviceStanding.Absent, member.Current.Map.StatusOf(5).Standing);

        await using DeviceRegistration again = await member.RegisterAsync(new DeviceDescription { Id = 5 });
        Assert.True(again.IsRegistered);
        await process.TimeProvider.DelayAsync(TimeSpan.FromSeconds(1));
        Assert.True(member.Current.Map.StatusOf(5).IsIn);
    });

    [Fact]
    public Task A_device_that_never_registered_goes_out_too() => RunAsync(async (cluster, process) =>
    {
        await using PlacementMember member = await cluster.JoinAsync();
        await using DeviceRegistration only = await member.RegisterAsync(new DeviceDescription { Id = 0 });

        await process.TimeProvider.DelayAsync(TimeSpan.FromMinutes(2));

        // Half of 24 may be out for absence.
        Assert.Equal(12, member.Current.Map.Statuses.Count(one => one.Value.Standing == DeviceStanding.Absent));
        await using DeviceRegistration late = await member.RegisterAsync(new DeviceDescription { Id = 1 });
        await process.TimeProvider.DelayAsync(TimeSpan.FromSeconds(1));
        Assert.True(member.Current.Map.StatusOf(1).IsIn);
    });

    [Fact]
    public Task A_device_drains_on_its_own_wish_and_serves_meanwhile() => RunAsync(async (cluster, process) =>
    {
        await using PlacementMember member = await cluster.JoinAsync();
        DeviceRegistration[] devices = await RegisterAllAsync(member);

        await devices[7].UpdateAsync(devices[7].Description with { Draining = true, Endpoint = "here:1" });
        await process.TimeProvider.DelayAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(DeviceStanding.Draining, member.Current.Map.StatusOf(7).Standing);
        Assert.True(member.Current.IsUp(7));
        Assert.Equal("here:1", member.Current.DescriptionOf(7)?.Endpoint);

        await devices[7].UpdateAsync(devices[7].Description with { Draining = false });
        await process.TimeProvider.DelayAsync(TimeSpan.FromSeconds(2));
        Assert.True(member.Current.Map.StatusOf(7).IsIn);
    });

    [Fact]
    public Task A_new_device_is_admitted_where_it_stands() => RunAsync(async (cluster, process) =>
    {
        await using PlacementMember member = await cluster.JoinAsync();
        var description = new DeviceDescription { Id = 24, Location = "root=default rack=rack1 host=host99" };
        await using DeviceRegistration added = await member.RegisterAsync(description);

        await member.Follower.WaitForAsync(now => now.Map.Devices.Contains(24));

        Assert.True(member.Current.IsUp(24));
        Assert.Equal(description, member.Current.DescriptionOf(24));
    });

    [Fact]
    public Task A_second_holder_of_an_id_waits_until_the_first_is_gone() => RunAsync(async (cluster, process) =>
    {
        await using PlacementMember member = await cluster.JoinAsync();
        DeviceRegistration first = await member.RegisterAsync(new DeviceDescription { Id = 2 });
        await using ICoordinationClient other = await process.ConnectAsync();
        await using PlacementMember late = await other.Placement("/p", Options).JoinAsync();

        Task<DeviceRegistration> second = late.RegisterAsync(new DeviceDescription { Id = 2 }).AsTask();
        await process.TimeProvider.DelayAsync(TimeSpan.FromSeconds(10));
        Assert.False(second.IsCompleted);
        await first.DisposeAsync();

        await using DeviceRegistration mine = await second;
        Assert.True(mine.IsRegistered);
        Assert.False(first.IsRegistered);
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await late.RegisterAsync(new DeviceDescription { Id = 2 }));
    });

    [Fact]
    public Task A_registration_that_is_disposed_while_cut_off_is_down_when_the_session_goes_on() =>
        RunAsync(async (cluster, process) =>
        {
            await using PlacementMember member = await cluster.JoinAsync();
            DeviceRegistration device = await member.RegisterAsync(new DeviceDescription { Id = 2 });
            SessionId session = process.Client.Session.Id;
            process.Transport.Partition();
            await process.TimeProvider.DelayAsync(TimeSpan.FromSeconds(5));

            Task disposing = device.DisposeAsync().AsTask();
            await process.TimeProvider.DelayAsync(TimeSpan.FromSeconds(1));
            process.Transport.Heal();
            await disposing;

            await member.Follower.WaitForAsync(now => !now.IsUp(2));
            Assert.Equal(session, process.Client.Session.Id);
        });

    [Fact]
    public Task The_last_good_map_stays_when_its_znode_is_broken_or_deleted() => RunAsync(async (cluster, process) =>
    {
        await using PlacementFollower follower = await cluster.FollowAsync();
        PlacementSnapshot good = follower.Current;

        await process.Client.SetAsync("/p/map", "no map"u8.ToArray());
        await process.TimeProvider.DelayAsync(TimeSpan.FromSeconds(1));
        Assert.Equal((good.Map, 0), (follower.Current.Map, follower.Current.Version));
        await Assert.ThrowsAsync<PlacementFormatException>(async () => await cluster.ReadAsync());

        await process.Client.DeleteAsync("/p/map");
        await process.TimeProvider.DelayAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(good.Map, follower.Current.Map);

        await cluster.CreateAsync(Racks.Map(racks: 3));
        await follower.WaitForAsync(now => now.Mzxid > good.Mzxid);
        Assert.Equal(18, follower.Current.Map.Devices.Count);
    });

    [Fact]
    public Task Who_waits_for_a_snapshot_learns_that_the_follower_has_ended() => RunAsync(async (cluster, _) =>
    {
        PlacementFollower follower = await cluster.FollowAsync();
        Task<PlacementSnapshot> waiting = follower.WaitForAsync(_ => false).AsTask();

        await follower.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
    });

    [Fact]
    public void Options_out_of_range_are_named()
    {
        var wrong = new PlacementOptions { Grace = TimeSpan.FromDays(2), Stagger = default, MostAbsent = double.NaN };
        IEnumerable<string> failures = new PlacementOptionsValidator().Validate(null, wrong).Failures ?? [];
        Assert.Equal(
            ["Grace", "Stagger", "MostAbsent"], failures.Select(failure => failure[..failure.IndexOf(' ')]));
    }

    private static Task RunAsync(Func<PlacementCluster, SimulatedProcess, Task> body) =>
        Simulation.RunAsync(1, async simulation =>
        {
            simulation.InMemory();
            SimulatedProcess process = simulation.Spawn("process", async process =>
            {
                PlacementCluster cluster = process.Client.Placement("/p", Options);
                Assert.True(await cluster.CreateAsync(Racks.Map()));
                await body(cluster, process);
            });
            await process.Ended;
        });

    private static async Task<DeviceRegistration[]> RegisterAllAsync(PlacementMember member)
    {
        List<DeviceRegistration> devices = [];
        foreach (int device in member.Current.Map.Devices)
            devices.Add(await member.RegisterAsync(new DeviceDescription { Id = device }));
        return [.. devices];
    }
}
