using Coordination.DistributedLock;
using Coordination.Transports.InMemory;
using Medallion.Threading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Coordination.Tests.DistributedLock;

/// <summary>In a host, and on the thread that waits.</summary>
public sealed class SynchronousTests
{
    [Fact]
    public async Task One_line_gives_a_host_all_three_providers()
    {
        using IHost host = await StartAsync();

        await using (await host.Services.GetRequiredService<IDistributedLockProvider>().AcquireLockAsync("report"))
        {
            ICoordinationClient client = host.Services.GetRequiredService<ICoordinationClient>();
            Assert.Single((await client.GetChildrenAsync("/jobs/mutexes/report")).Names);
        }

        Assert.Same(
            host.Services.GetRequiredService<IDistributedReaderWriterLockProvider>(),
            host.Services.GetRequiredService<IDistributedSemaphoreProvider>());
        await host.StopAsync();
    }

    [Fact]
    public async Task Synchronous_methods_wait_on_their_thread()
    {
        using IHost host = await StartAsync();
        var provider = host.Services.GetRequiredService<CoordinationSynchronizationProvider>();

        using (provider.AcquireLock("report"))
        using (provider.AcquireReadLock("report"))
        using (provider.AcquireSemaphore("report", 1))
        {
            Assert.Null(provider.TryAcquireLock("report"));
            Assert.Null(provider.TryAcquireWriteLock("report"));
            Assert.Null(provider.TryAcquireSemaphore("report", 1));
            Assert.Throws<TimeoutException>(() => provider.AcquireLock("report", TimeSpan.Zero));
        }

        provider.TryAcquireLock("report")!.Dispose(); // Not null: nobody holds it any more.
        provider.AcquireWriteLock("report").Dispose();
        await host.StopAsync();
    }

    private static async Task<IHost> StartAsync()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.AddCoordination(c => c.UseInMemory());
        builder.Services.AddCoordinationDistributedLocks("/jobs");
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
