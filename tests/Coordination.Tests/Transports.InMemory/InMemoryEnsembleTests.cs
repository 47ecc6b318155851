using Coordination.Requests;
using Coordination.Tests.Ensemble;
using Coordination.Transports;
using Coordination.Transports.InMemory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Coordination.Tests.Transports.InMemory;

public class InMemoryEnsembleTests
{
    [Fact]
    public void Two_clients_of_one_ensemble_see_each_others_znodes()
    {
        var time = new SteppedTime();
        var ensemble = InMemoryEnsemble.Start(new InMemoryEnsembleOptions { TimeProvider = time });
        ClientUnderTest first = Connect(ensemble, time);
        ClientUnderTest second = Connect(ensemble, time);

        first.Create("/a");

        Assert.Equal(ErrorCode.Ok, second.Call(new ExistsRequest("/a")).Code);
        Assert.Equal(2, ensemble.SessionCount);
        Assert.Equal(3, ensemble.LastZxid.Value);
    }

    [Fact]
    public void Times_of_changes_are_those_of_the_clock_and_never_go_back()
    {
        var time = new SteppedTime();
        var ensemble = InMemoryEnsemble.Start(new InMemoryEnsembleOptions { TimeProvider = time });
        ClientUnderTest client = Connect(ensemble, time);
        long nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();

        Stat first = Assert.IsType<CreateResponse>(client.Create("/a").Body).Stat;
        time.AdjustTime(time.GetUtcNow() - TimeSpan.FromHours(1));
        Stat second = Assert.IsType<CreateResponse>(client.Create("/b").Body).Stat;

        Assert.Equal((nowMs, nowMs), (first.CtimeMs, second.CtimeMs));
    }

    [Fact]
    public void Bad_options_are_refused_at_the_start()
    {
        var options = new InMemoryEnsembleOptions { ReapedAtOnce = 0 };

        Assert.Throws<OptionsValidationException>(() => InMemoryEnsemble.Start(options));
    }

    [Fact]
    public void Hard_quotas_are_enforced_where_the_options_say_so()
    {
        var time = new SteppedTime();
        var options = new InMemoryEnsembleOptions { TimeProvider = time, EnforceQuota = true };
        var ensemble = InMemoryEnsemble.Start(options);
        ClientUnderTest client = Connect(ensemble, time);
        client.Create("/q");
        client.Create("/zookeeper/quota/q");
        byte[] limits = "count=-1,bytes=-1=;byteHardLimit=-1;countHardLimit=1"u8.ToArray();
        client.Create("/zookeeper/quota/q/zookeeper_limits", data: limits);
        client.Create("/zookeeper/quota/q/zookeeper_stats", data: "count=0,bytes=0"u8.ToArray());

        Assert.Equal(ErrorCode.QuotaExceeded, client.Create("/q/x").Code);
    }

    [Fact]
    public async Task A_host_of_its_own_gets_an_ensemble_of_its_own()
    {
        await using ServiceProvider one = Host(builder => builder.UseInMemory(options => options.Name = "one"));
        await using ServiceProvider two = Host(builder => builder.UseInMemory());

        ITransport transport = one.GetRequiredService<ITransport>();

        Assert.Same(one.GetRequiredService<InMemoryEnsemble>().Transport, transport);
        Assert.NotSame(transport, two.GetRequiredService<ITransport>());
    }

    [Fact]
    public async Task Several_hosts_share_an_ensemble_that_none_of_them_ends()
    {
        await using var ensemble = InMemoryEnsemble.Start();
        ServiceProvider one = Host(builder => builder.UseInMemory(ensemble));
        await using ServiceProvider two = Host(builder => builder.UseInMemory(ensemble));

        Assert.Same(one.GetRequiredService<ITransport>(), two.GetRequiredService<ITransport>());
        await one.DisposeAsync();

        using ITransportConnection connection = two.GetRequiredService<ITransport>().Open(new RecordingSink());
        Assert.False(connection.TryProveAlive());
        Assert.Equal(0, ensemble.SessionCount);
    }

    [Fact]
    public async Task Keyed_clients_have_ensembles_by_their_keys()
    {
        var services = new ServiceCollection();
        new CoordinationBuilder(services, "a").UseInMemory();
        new CoordinationBuilder(services, "b").UseInMemory();
        await using ServiceProvider provider = services.BuildServiceProvider();

        ITransport a = provider.GetRequiredKeyedService<ITransport>("a");

        Assert.Same(provider.GetRequiredKeyedService<InMemoryEnsemble>("a").Transport, a);
        Assert.NotSame(a, provider.GetRequiredKeyedService<ITransport>("b"));
    }

    private static ServiceProvider Host(Action<CoordinationBuilder> use)
    {
        var services = new ServiceCollection();
        use(new CoordinationBuilder(services));
        return services.BuildServiceProvider();
    }

    private static ClientUnderTest Connect(InMemoryEnsemble ensemble, SteppedTime time) =>
        new ClientUnderTest(time, ensemble.Transport.Open).Connect(
            new ConnectRequest(SessionId.None, default, 10_000, Zxid.None, AcceptsReadOnly: false));
}
