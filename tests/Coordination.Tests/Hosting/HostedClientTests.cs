using Coordination.Transports.InMemory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Coordination.Tests.Hosting;

public sealed class HostedClientTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_is_connected_before_application_services_start()
    {
        var builder = Hosts.Builder();
        builder.Services.AddSingleton<Witness>().AddHostedService(services => services.GetRequiredService<Witness>());
        builder.AddCoordination(c => c.UseInMemory());
        using IHost host = builder.Build();

        await host.StartAsync(Stop);

        Assert.Equal(ConnectionState.Connected, host.Services.GetRequiredService<Witness>().StateAtStart);
        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task Application_services_can_use_the_client_until_they_have_stopped()
    {
        var builder = Hosts.Builder();
        builder.Services.AddSingleton<Witness>().AddHostedService(services => services.GetRequiredService<Witness>());
        builder.AddCoordination(c => c.UseInMemory());
        using IHost host = builder.Build();
        await host.StartAsync(Stop);

        await host.StopAsync(Stop);

        Assert.Equal(ConnectionState.Connected, host.Services.GetRequiredService<Witness>().StateAtStop);
    }

    [Fact]
    public async Task The_session_is_closed_last_so_that_ephemerals_go_at_once()
    {
        await using var ensemble = InMemoryEnsemble.Start();
        await using var observer = await CoordinationClient.ConnectAsync(ensemble.Transport, cancellationToken: Stop);
        var builder = Hosts.Builder();
        builder.AddCoordination(c => c.UseInMemory(ensemble));
        using IHost host = builder.Build();
        await host.StartAsync(Stop);
        var client = host.Services.GetRequiredService<ICoordinationClient>();
        await client.CreateAsync("/here", mode: CreateMode.Ephemeral, cancellationToken: Stop);

        await host.StopAsync(Stop);

        Assert.Equal(ConnectionState.Closed, client.State);
        Assert.Null(await observer.ExistsAsync("/here", cancellationToken: Stop));
    }

    [Fact]
    public async Task Two_ensembles_live_in_one_host_under_their_keys()
    {
        var builder = Hosts.Builder();
        builder.AddKeyedCoordination("a", c => c.UseInMemory());
        builder.AddKeyedCoordination("b", c => c.UseInMemory());
        using IHost host = builder.Build();
        await host.StartAsync(Stop);
        var a = host.Services.GetRequiredKeyedService<ICoordinationClient>("a");
        var b = host.Services.GetRequiredKeyedService<ICoordinationClient>("b");

        await a.CreateAsync("/only-here", cancellationToken: Stop);

        Assert.Null(host.Services.GetService<ICoordinationClient>());
        Assert.Null(await b.ExistsAsync("/only-here", cancellationToken: Stop));
        await host.StopAsync(Stop);
        Assert.Equal([ConnectionState.Closed, ConnectionState.Closed], [a.State, b.State]);
    }

    [Fact]
    public async Task A_client_lives_without_a_host_too()
    {
        await using ServiceProvider services =
            new ServiceCollection().AddCoordination(c => c.UseInMemory()).BuildServiceProvider();
        var client = services.GetRequiredService<ICoordinationClient>();

        ZPath created = await client.CreateAsync("/a", cancellationToken: Stop);

        Assert.Equal("/a", created.Value);
        Assert.Same(client, services.GetRequiredService<ICoordinationClient>());
    }

    [Fact]
    public async Task Adding_a_client_twice_changes_the_one_client()
    {
        var builder = Hosts.Builder();
        builder.AddCoordination(c => c.UseInMemory());
        builder.AddCoordination(c => c.Configure(options => options.SessionTimeout = TimeSpan.FromSeconds(7)));
        using IHost host = builder.Build();
        await host.StartAsync(Stop);

        var client = Assert.Single(host.Services.GetServices<ICoordinationClient>());

        Assert.Equal(TimeSpan.FromSeconds(7), client.Session.Timeout);
        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task A_client_that_was_registered_before_stays()
    {
        await using var ensemble = InMemoryEnsemble.Start();
        await using var mine = await CoordinationClient.ConnectAsync(ensemble.Transport, cancellationToken: Stop);
        var builder = Hosts.Builder();
        builder.Services.AddSingleton<ICoordinationClient>(mine);
        builder.AddCoordination(c => c.UseInMemory());
        using IHost host = builder.Build();

        await host.StartAsync(Stop);

        Assert.Same(mine, host.Services.GetRequiredService<ICoordinationClient>());
        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task A_client_without_a_transport_says_what_is_missing()
    {
        var builder = Hosts.Builder();
        builder.AddCoordination(_ => { });
        using IHost host = builder.Build();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Stop));

        Assert.Contains("AddCoordination(c => c.UseInMemory())", error.Message, StringComparison.Ordinal);
    }
}
