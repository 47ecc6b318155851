using Coordination.Recipes.Naming;
using Coordination.Tests.Client;

namespace Coordination.Tests.Recipes.Naming;

public sealed class ServiceDirectoryTests
{
    private readonly InMemoryClient _world = new();

    [Fact]
    public void A_name_stands_for_all_that_are_registered_until_they_go()
    {
        ServiceDirectory services = _world.Connect().Services();

        ServiceRegistration one = Register(services, "10.0.0.1");
        Register(services, "10.0.0.2");

        Assert.Equal(["10.0.0.1:80", "10.0.0.2:80"], Ids(services));
        Assert.Equal("/services/orders/10.0.0.1:80", one.Path.Value);
        Assert.Equal(["orders"], _world.Finish(services.GetNamesAsync()));
        Assert.Empty(_world.Finish(services.GetAsync("unknown")).Instances);
        _world.Finish(one.DisposeAsync());
        Assert.Equal(["10.0.0.2:80"], Ids(services));
    }

    [Fact]
    public void A_resolver_follows_who_comes_drains_and_goes()
    {
        CoordinationClient client = _world.Connect();
        ServiceDirectory services = client.Services();
        ServiceResolver resolver = _world.Finish(_world.Connect().Services().ResolveAsync("orders"));
        Assert.False(resolver.TryPick(out _));
        ValueTask<ServicePick> waiting = resolver.PickAsync();

        ServiceRegistration one = Register(services, "10.0.0.1");
        using ServicePick first = _world.Finish(waiting);
        Assert.Equal("10.0.0.1:80", first.Instance.Id);
        _world.Finish(one.DrainAsync());
        _world.Clock.RunPosted();
        Assert.False(resolver.TryPick(out _));
        _world.Finish(one.UpdateAsync(instance => instance with { IsDraining = false }));
        _world.Clock.RunPosted();
        Assert.True(resolver.TryPick(out _));
        _world.Finish(one.ReportHealthAsync(ServiceHealth.Failing));
        _world.Clock.RunPosted();

        Assert.False(resolver.TryPick(out _));
        Assert.Single(resolver.View.Instances);
        _world.Finish(resolver.DisposeAsync());
        ValueTask<ServicePick> late = resolver.PickAsync();
        Assert.Throws<OperationCanceledException>(() => late.GetAwaiter().GetResult());
    }

    [Fact]
    public void An_instance_that_fails_is_left_out_for_a_while()
    {
        ServiceDirectory services = _world.Connect().Services();
        Register(services, "10.0.0.1");
        Register(services, "10.0.0.2");
        ServiceResolver resolver = _world.Finish(services.ResolveAsync("orders"));

        for (int i = 0; i < 4; i++)
            Call(resolver, fails: "10.0.0.1:80");
        string[] during = [.. Enumerable.Range(0, 4).Select(_ => Call(resolver))];
        _world.Clock.PassMs(1_100);
        string[] after = [.. Enumerable.Range(0, 4).Select(_ => Call(resolver))];

        Assert.DoesNotContain("10.0.0.1:80", during);
        Assert.Contains("10.0.0.1:80", after);
    }

    [Fact]
    public void The_least_pending_is_chosen_as_long_as_others_are_busy()
    {
        ServiceDirectory services = _world.Connect().Services();
        Register(services, "10.0.0.1");
        Register(services, "10.0.0.2");
        var options = new ResolverOptions { Strategy = ServiceStrategy.LeastPending };
        ServiceResolver resolver = _world.Finish(services.ResolveAsync("orders", options));

        Assert.True(resolver.TryPick(out ServicePick? busy));
        string[] chosen = [.. Enumerable.Range(0, 3).Select(_ => Call(resolver))];

        Assert.All(chosen, id => Assert.NotEqual(busy.Instance.Id, id));
    }

    [Theory]
    [InlineData("", 80, 1)]
    [InlineData("h", 65536, 1)]
    [InlineData("h", -1, 1)]
    [InlineData("h", 80, -1)]
    [InlineData("h", 80, 1_000_001)]
    public async Task What_is_out_of_range_is_not_registered(string address, int port, int weight)
    {
        var instance = new ServiceInstance { Name = "orders", Address = address, Port = port, Weight = weight };
        ServiceDirectory services = _world.Connect().Services();

        await Assert.ThrowsAnyAsync<ArgumentException>(
            async () => await services.RegisterAsync(instance, TestContext.Current.CancellationToken));
    }

    private static string Call(ServiceResolver resolver, string? fails = null)
    {
        Assert.True(resolver.TryPick(out ServicePick? pick));
        using (pick)
        {
            if (pick.Instance.Id == fails)
                pick.ReportFailure();
            return pick.Instance.Id;
        }
    }

    private ServiceRegistration Register(ServiceDirectory services, string address) => _world.Finish(
        services.RegisterAsync(new ServiceInstance { Name = "orders", Address = address, Port = 80 }));

    private IEnumerable<string> Ids(ServiceDirectory services) =>
        _world.Finish(services.GetAsync("orders")).Instances.Select(instance => instance.Id);
}
