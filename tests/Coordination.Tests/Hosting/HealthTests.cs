using Coordination.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Coordination.Tests.Hosting;

public sealed class HealthTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ConnectionState.Connecting, HealthStatus.Healthy)]
    [InlineData(ConnectionState.Connected, HealthStatus.Healthy)]
    [InlineData(ConnectionState.ConnectedReadOnly, HealthStatus.Healthy)]
    [InlineData(ConnectionState.Suspended, HealthStatus.Healthy)]
    [InlineData(ConnectionState.Lost, HealthStatus.Healthy)]
    [InlineData(ConnectionState.AuthFailed, HealthStatus.Unhealthy)]
    [InlineData(ConnectionState.Closed, HealthStatus.Unhealthy)]
    public void A_client_is_live_until_it_has_stopped_for_good(ConnectionState state, HealthStatus expected) =>
        Assert.Equal(expected, ClientHealth.Live(state).Status);

    [Theory]
    [InlineData(ConnectionState.Connecting, true, HealthStatus.Unhealthy)]
    [InlineData(ConnectionState.Connected, true, HealthStatus.Healthy)]
    [InlineData(ConnectionState.Connected, false, HealthStatus.Unhealthy)]
    [InlineData(ConnectionState.ConnectedReadOnly, true, HealthStatus.Degraded)]
    [InlineData(ConnectionState.ConnectedReadOnly, false, HealthStatus.Unhealthy)]
    [InlineData(ConnectionState.Suspended, true, HealthStatus.Unhealthy)]
    [InlineData(ConnectionState.Lost, true, HealthStatus.Unhealthy)]
    [InlineData(ConnectionState.AuthFailed, true, HealthStatus.Unhealthy)]
    [InlineData(ConnectionState.Closed, true, HealthStatus.Unhealthy)]
    public void A_client_is_ready_while_connected_with_a_valid_session(
        ConnectionState state, bool isSessionValid, HealthStatus expected) =>
        Assert.Equal(expected, ClientHealth.Ready(state, isSessionValid).Status);

    [Fact]
    public async Task Checks_follow_their_client()
    {
        var builder = Hosts.Builder();
        builder.AddCoordination(c => c.UseInMemory());
        builder.Services.AddHealthChecks().AddCoordination();
        using IHost host = builder.Build();
        var checks = host.Services.GetRequiredService<HealthCheckService>();
        await host.StartAsync(Stop);

        HealthReport running = await checks.CheckHealthAsync(Stop);
        await host.StopAsync(Stop);
        HealthReport stopped = await checks.CheckHealthAsync(Stop);

        Assert.Equal(HealthStatus.Healthy, running.Status);
        Assert.All(stopped.Entries.Values, entry => Assert.Equal(HealthStatus.Unhealthy, entry.Status));
    }

    [Fact]
    public async Task Checks_are_named_and_tagged_for_probes()
    {
        var builder = Hosts.Builder();
        builder.AddCoordination(c => c.UseInMemory());
        builder.AddKeyedCoordination("orders", c => c.UseInMemory());
        builder.Services.AddHealthChecks().AddCoordination().AddCoordination("orders");
        using IHost host = builder.Build();
        await host.StartAsync(Stop);
        var checks = host.Services.GetRequiredService<HealthCheckService>();

        HealthReport ready = await checks.CheckHealthAsync(check => check.Tags.Contains("ready"), Stop);
        HealthReport live = await checks.CheckHealthAsync(check => check.Tags.Contains("live"), Stop);

        Assert.Equal(["coordination-ready", "coordination-ready-orders"], ready.Entries.Keys.Order());
        Assert.Equal(["coordination-live", "coordination-live-orders"], live.Entries.Keys.Order());
        await host.StopAsync(Stop);
    }
}
