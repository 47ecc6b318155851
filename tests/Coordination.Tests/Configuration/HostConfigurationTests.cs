using System.Text;
using Coordination.Tests.Hosting;
using Coordination.Transports.InMemory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Coordination.Tests.Configuration;

public sealed class HostConfigurationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_is_configured_over_its_one_client_before_it_is_built()
    {
        await using var ensemble = InMemoryEnsemble.Start();
        await using CoordinationClient admin = await CoordinationClient.ConnectAsync(ensemble.Transport, null, Stop);
        await admin.CreateAsync("/common.yml", "a: 1"u8.ToArray(), cancellationToken: Stop);
        await admin.CreateAsync("/ASystem.yml", "b: 1"u8.ToArray(), cancellationToken: Stop);

        HostApplicationBuilder builder = Hosts.Builder();
        builder.AddCoordination(c => c.UseInMemory(ensemble));
        await builder.AddCoordinationConfigurationAsync("/common.yml", cancellationToken: Stop);
        await builder.AddCoordinationConfigurationAsync("/ASystem.yml", cancellationToken: Stop);
        Assert.Equal(("1", "1"), (builder.Configuration["a"], builder.Configuration["b"]));

        using (IHost host = builder.Build())
        {
            await host.StartAsync(Stop);
            Assert.Equal(2, ensemble.SessionCount);

            var configuration = host.Services.GetRequiredService<IConfiguration>();
            Task changed = ChangeOf(configuration);
            var client = host.Services.GetRequiredService<ICoordinationClient>();
            await client.SetAsync("/common.yml", Encoding.UTF8.GetBytes("a: 2"), cancellationToken: Stop);
            await changed.WaitAsync(Stop);
            Assert.Equal("2", configuration["a"]);

            await host.StopAsync(Stop);
        }

        Assert.Equal(1, ensemble.SessionCount);
    }

    [Fact]
    public async Task A_host_without_a_client_says_what_to_call_first()
    {
        var missing = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Hosts.Builder().AddCoordinationConfigurationAsync("/common.yml", cancellationToken: Stop).AsTask());

        Assert.Contains("AddCoordination", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_client_of_a_key_configures_the_host_too()
    {
        await using var ensemble = InMemoryEnsemble.Start();
        await using CoordinationClient admin = await CoordinationClient.ConnectAsync(ensemble.Transport, null, Stop);
        await admin.CreateAsync("/common.yml", "a: 1"u8.ToArray(), cancellationToken: Stop);

        HostApplicationBuilder builder = Hosts.Builder();
        builder.AddKeyedCoordination("orders", c => c.UseInMemory(ensemble));
        await builder.AddCoordinationConfigurationAsync(
            "/common.yml", options => options.ClientKey = "orders", cancellationToken: Stop);

        Assert.Equal("1", builder.Configuration["a"]);
        await using var services = builder.Services.BuildServiceProvider();
        Assert.NotNull(services.GetRequiredKeyedService<ICoordinationClient>("orders"));
    }

    private static Task ChangeOf(IConfiguration configuration)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        configuration.GetReloadToken().RegisterChangeCallback(_ => changed.TrySetResult(), null);
        return changed.Task;
    }
}
