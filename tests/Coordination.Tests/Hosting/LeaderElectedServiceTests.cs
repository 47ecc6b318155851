using System.Threading.Channels;
using Coordination.Transports.InMemory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Coordination.Tests.Hosting;

public sealed class LeaderElectedServiceTests : IAsyncDisposable
{
    private static readonly ZPath Election = "/election/billing";

    private readonly InMemoryEnsemble _ensemble = InMemoryEnsemble.Start();

    // What the services tell, in the order in which they do.
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _ensemble.DisposeAsync();

    [Fact]
    public async Task A_service_runs_on_one_host_and_on_the_next_when_that_stops()
    {
        using IHost a = await StartAsync("a");
        Assert.Equal("a begins", await ToldAsync());
        using IHost b = await StartAsync("b");

        await a.StopAsync(Stop);

        Assert.Equal("a is told to end", await ToldAsync());
        Assert.Equal("a stops", await ToldAsync());
        Assert.Equal("b begins", await ToldAsync());
        await b.StopAsync(Stop);
    }

    [Fact]
    public async Task A_service_that_fails_neither_ends_the_host_nor_the_campaign()
    {
        using IHost host = await StartAsync("a", configure: builder =>
            builder.Services.AddSingleton(new Failures { Left = 2 }));

        Assert.Equal(["a begins", "a stops", "a begins", "a stops", "a begins"], await ToldAsync(5));
        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task A_service_that_has_lost_its_leadership_ends_and_begins_when_it_leads_again()
    {
        using IHost host = await StartAsync("a");
        Assert.Equal("a begins", await ToldAsync());
        var client = host.Services.GetRequiredService<ICoordinationClient>();

        string candidate = Assert.Single((await client.GetChildrenAsync(Election, cancellationToken: Stop)).Names);
        await client.DeleteAsync(Election / candidate, cancellationToken: Stop);

        Assert.Equal(["a is told to end", "a stops", "a begins"], await ToldAsync(3));
        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task The_candidate_of_the_greatest_priority_leads_next()
    {
        using IHost a = await StartAsync("a");
        Assert.Equal("a begins", await ToldAsync());
        using IHost b = await StartAsync("b", priority: 1);
        using IHost c = await StartAsync("c", priority: 2);
        var client = a.Services.GetRequiredService<ICoordinationClient>();
        while ((await client.Election(Election).GetCandidatesAsync(Stop)).Count < 3)
            await Task.Yield();

        await a.StopAsync(Stop);

        Assert.Equal(["a is told to end", "a stops", "c begins"], await ToldAsync(3));
        await c.StopAsync(Stop);
        await b.StopAsync(Stop);
    }

    [Fact]
    public async Task Leader_work_runs_again_and_again_on_one_host()
    {
        HostApplicationBuilder builder = Builder("a");
        int runCount = 0;
        builder.Services.RunOnLeaderEvery(Election, TimeSpan.FromMilliseconds(1), (_, _) =>
        {
            _told.Writer.TryWrite($"run {++runCount}");
            return Task.CompletedTask;
        });
        using IHost host = builder.Build();
        await host.StartAsync(Stop);

        Assert.Equal(["run 1", "run 2", "run 3"], await ToldAsync(3));
        await host.StopAsync(Stop);
    }

    private HostApplicationBuilder Builder(string name)
    {
        HostApplicationBuilder builder = Hosts.Builder();
        builder.Services.AddSingleton(new ToldBy(name, _told.Writer)).AddLogging();
        builder.AddCoordination(c => c.UseInMemory(_ensemble));
        return builder;
    }

    private async Task<IHost> StartAsync(
        string name, int priority = 0, Action<HostApplicationBuilder>? configure = null)
    {
        HostApplicationBuilder builder = Builder(name);
        configure?.Invoke(builder);
        builder.Services.AddLeaderElectedService<BillingService>(Election, options =>
        {
            options.Id = name;
            options.Priority = priority;
            options.RetryDelay = TimeSpan.FromMilliseconds(1);
        });
        IHost host = builder.Build();
        await host.StartAsync(Stop);
        return host;
    }

    private ValueTask<string> ToldAsync() => _told.Reader.ReadAsync(Stop);

    private async Task<string[]> ToldAsync(int count)
    {
        var told = new List<string>();
        while (told.Count < count)
            told.Add(await ToldAsync());
        return [.. told];
    }
}
