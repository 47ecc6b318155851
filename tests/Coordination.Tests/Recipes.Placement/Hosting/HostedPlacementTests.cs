using Coordination.Recipes.Placement;
using Coordination.Tests.Hosting;
using Coordination.Transports.InMemory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Coordination.Tests.Recipes.Placement.Hosting;

public sealed class HostedPlacementTests
{
    [Fact]
    public async Task A_host_joins_with_its_devices_and_leaves_when_it_stops()
    {
        await using var ensemble = InMemoryEnsemble.Start();
        await using CoordinationClient client = await CoordinationClient.ConnectAsync(ensemble.Transport);
        await client.Placement("/p").CreateAsync(Racks.Map());
        await using PlacementFollower follower = await client.Placement("/p").FollowAsync();
        HostApplicationBuilder builder = Hosts.Builder();
        builder.AddCoordination(c => c.UseInMemory(ensemble));
        builder.Services.AddPlacement(
            "/p", options => options.Grace = TimeSpan.FromHours(1),
            [new DeviceDescription { Id = 3 }, new DeviceDescription { Id = 4 }]);
        using IHost host = builder.Build();
        Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<PlacementFollower>());

        await host.StartAsync();
        await follower.WaitForAsync(now => now.IsUp(3) && now.IsUp(4));
        Assert.Equal(24, host.Services.GetRequiredService<PlacementFollower>().Current.Map.Devices.Count);
        Assert.Equal("/p", host.Services.GetRequiredService<PlacementCluster>().Path.Value);

        await host.StopAsync();
        await follower.WaitForAsync(now => !now.UpDevices.Any());
    }

    [Fact]
    public async Task Options_out_of_range_stop_the_start()
    {
        HostApplicationBuilder builder = Hosts.Builder();
        builder.AddCoordination(c => c.UseInMemory());
        builder.Services.AddPlacement("/p", options => options.MostAbsent = 2);
        Assert.Throws<InvalidOperationException>(() => builder.Services.AddPlacement("/q"));
        using IHost host = builder.Build();

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("MostAbsent", refused.Message, StringComparison.Ordinal);
    }
}
