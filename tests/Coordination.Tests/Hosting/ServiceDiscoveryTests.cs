using System.Net;
using Coordination.Hosting;
using Coordination.Recipes.Naming;
using Coordination.Transports.InMemory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.ServiceDiscovery;

namespace Coordination.Tests.Hosting;

public sealed class ServiceDiscoveryTests : IAsyncDisposable
{
    private readonly InMemoryEnsemble _ensemble = InMemoryEnsemble.Start();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _ensemble.DisposeAsync();

    [Fact]
    public async Task A_host_is_found_by_its_name_while_it_serves()
    {
        await using CoordinationClient client = await ConnectAsync();
        HostApplicationBuilder builder = Builder();
        builder.Services.AddServiceRegistration(
            "orders", new Uri("https://10.0.0.5:8443"), instance => instance with { Tags = ["green"], Weight = 3 });
        using IHost host = builder.Build();

        await host.StartAsync(Stop);
        ServiceInstance found = Assert.Single((await client.Services().GetAsync("orders", Stop)).Instances);
        Assert.Equal(("10.0.0.5:8443", null, 8443, 3), (found.Id, found.Port, found.SslPort, found.Weight));
        Assert.Equal("https://10.0.0.5:8443/", found.ToUri().ToString());
        await host.StopAsync(Stop);

        Assert.Empty((await client.Services().GetAsync("orders", Stop)).Instances);
    }

    [Fact]
    public async Task Service_discovery_finds_the_instances_and_follows_their_changes()
    {
        await using CoordinationClient client = await ConnectAsync();
        using IHost host = await StartResolvingAsync();
        var resolver = host.Services.GetRequiredService<ServiceEndpointResolver>();

        await using ServiceRegistration first = await RegisterAsync(client, "10.0.0.1");
        ServiceEndpointSource source = await resolver.GetEndpointsAsync("http://orders", Stop);
        Assert.Equal(["10.0.0.1:80"], EndPoints(source));
        await using ServiceRegistration second = await RegisterAsync(client, "10.0.0.2");
        await ChangesToAsync(resolver, "10.0.0.1:80", "10.0.0.2:80");
        await second.DrainAsync(Stop);
        await ChangesToAsync(resolver, "10.0.0.1:80");
        await first.DisposeAsync();

        await ChangesToAsync(resolver);
        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task What_is_configured_by_hand_goes_before()
    {
        await using CoordinationClient client = await ConnectAsync();
        await using ServiceRegistration registered = await RegisterAsync(client, "10.0.0.1");
        using IHost host = await StartResolvingAsync(("Services:orders:http:0", "http://10.9.9.9:1234"));

        ServiceEndpointSource source = await host.Services.GetRequiredService<ServiceEndpointResolver>()
            .GetEndpointsAsync("http://orders", Stop);

        Assert.Contains("10.9.9.9:1234", Assert.Single(EndPoints(source)), StringComparison.Ordinal);
        await host.StopAsync(Stop);
    }

    [Theory]
    [InlineData("http", "10.0.0.1:80", "host:8080")]
    [InlineData("https", "10.0.0.1:80", "host:8443")]
    public void The_port_follows_the_scheme_and_who_passes_goes_before_who_warns(
        string scheme, params string[] expected)
    {
        var instance = new ServiceInstance { Name = "orders", Address = "host", Port = 8080, SslPort = 8443 };
        ServiceInstance[] all =
        [
            instance with { Address = "10.0.0.1", Port = 80, SslPort = null }, instance,
            instance with { Address = "warns", Health = ServiceHealth.Warning },
            instance with { Address = "drains", IsDraining = true },
        ];

        Assert.Equal(expected, EndpointList.Of(all, [scheme]).Select(Text));
        Assert.Equal(["warns:8080"], EndpointList.Of(all[2..], ["http"]).Select(Text));
    }

    private static async Task<ServiceRegistration> RegisterAsync(CoordinationClient client, string address) =>
        await client.Services().RegisterAsync(
            new ServiceInstance { Name = "orders", Address = address, Port = 80 }, Stop);

    // A change comes when the tree has told it: each answer says by its token when to ask again.
    private static async Task ChangesToAsync(ServiceEndpointResolver resolver, params string[] expected)
    {
        while (true)
        {
            ServiceEndpointSource source = await resolver.GetEndpointsAsync("http://orders", Stop);
            if (EndPoints(source).SequenceEqual(expected.Length == 0 ? ["orders:80"] : expected))
                return;
            await Task.Yield();
            Stop.ThrowIfCancellationRequested();
        }
    }

    private static string[] EndPoints(ServiceEndpointSource source) =>
        [.. source.Endpoints.Select(endpoint => Text(endpoint.EndPoint)).Order(StringComparer.Ordinal)];

    private static string Text(EndPoint endpoint) => endpoint switch
    {
        DnsEndPoint dns => $"{dns.Host}:{dns.Port}",
        _ => $"{endpoint}",
    };

    private HostApplicationBuilder Builder(params (string Key, string Value)[] configuration)
    {
        HostApplicationBuilder builder = Hosts.Builder(configuration);
        builder.Services.AddLogging();
        builder.AddCoordination(c => c.UseInMemory(_ensemble));
        return builder;
    }

    private async Task<IHost> StartResolvingAsync(params (string Key, string Value)[] configuration)
    {
        HostApplicationBuilder builder = Builder(configuration);
        builder.Services.AddServiceDiscovery().AddCoordinationServiceEndpointProvider();
        IHost host = builder.Build();
        await host.StartAsync(Stop);
        return host;
    }

    private async Task<CoordinationClient> ConnectAsync() =>
        await CoordinationClient.ConnectAsync(_ensemble.Transport, cancellationToken: Stop);
}
