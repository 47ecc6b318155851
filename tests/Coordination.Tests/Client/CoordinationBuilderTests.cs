using Coordination.Tests.Hosting;
using Coordination.Transports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Coordination.Tests.Client;

public sealed class CoordinationBuilderTests
{
    private readonly ServiceCollection _services = new();

    [Fact]
    public void Transports_are_found_under_the_key_in_the_order_in_which_they_were_added()
    {
        var first = new SilentTransport();
        var second = new SilentTransport();
        new CoordinationBuilder(_services, "orders").UseTransport(_ => first).UseTransport(_ => second);
        new CoordinationBuilder(_services).UseTransport(_ => new SilentTransport());

        using ServiceProvider provider = _services.BuildServiceProvider();

        Assert.Equal([first, second], provider.GetKeyedServices<ITransport>("orders"));
        Assert.Single(provider.GetServices<ITransport>());
    }

    [Fact]
    public void Each_key_has_options_of_its_own()
    {
        new CoordinationBuilder(_services).Configure(o => o.MaxOutstandingRequests = 7);
        CoordinationBuilder orders = new CoordinationBuilder(_services, "orders").Configure(o => o.Chroot = "/orders");

        using ServiceProvider provider = _services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<CoordinationClientOptions>>();

        Assert.Equal("orders", orders.OptionsName);
        Assert.Equal(7, options.CurrentValue.MaxOutstandingRequests);
        Assert.NotEqual(7, options.Get("orders").MaxOutstandingRequests);
        Assert.Equal("/orders", options.Get("orders").Chroot.Value);
        Assert.Equal(ZPath.Root, options.CurrentValue.Chroot);
    }

    [Fact]
    public void Wrong_options_are_refused_before_anything_starts()
    {
        new CoordinationBuilder(_services).Configure(o => o.SessionTimeout = TimeSpan.Zero);
        using ServiceProvider provider = _services.BuildServiceProvider();

        var refused = Assert.Throws<OptionsValidationException>(
            provider.GetRequiredService<IStartupValidator>().Validate);

        Assert.Contains(nameof(CoordinationClientOptions.SessionTimeout), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_not_a_service_collection_a_factory_or_a_change()
    {
        var builder = new CoordinationBuilder(_services);

        Assert.Throws<ArgumentNullException>(() => new CoordinationBuilder(null!)); // As a caller without nullable may.
        Assert.Throws<ArgumentNullException>(() => builder.UseTransport(null!)); // As above.
        Assert.Throws<ArgumentNullException>(() => builder.Configure(null!)); // As above.
    }
}
