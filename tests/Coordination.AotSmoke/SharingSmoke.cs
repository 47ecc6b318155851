using System.Text;
using Coordination.Recipes.Membership;
using Coordination.Recipes.Naming;
using Microsoft.Extensions.Configuration;

namespace Coordination.AotSmoke;

/// <summary>Groups, services, shards, counters and configuration once.</summary>
internal static class SharingSmoke
{
    public static async Task GroupAsync(ICoordinationClient client, CancellationToken cancellationToken)
    {
        Group group = client.Group("/aot/group");
        await using GroupMembership mine = await group.JoinAsync("me", "hello"u8.ToArray(), cancellationToken);
        GroupView view = await group.GetViewAsync(cancellationToken);
        Check.That(Encoding.UTF8.GetString(view.Members["me"].Payload.Span) == "hello", "a member is seen");
    }

    public static async Task ServicesAsync(
        ICoordinationClient client, ServiceLayout layout, CancellationToken cancellationToken)
    {
        ServiceDirectory services = client.Services($"/aot/services-{layout}", new ServiceOptions { Layout = layout });
        var instance = new ServiceInstance { Name = "orders", Address = "10.0.0.1", Port = 80, Payload = "hello" };
        await using ServiceRegistration mine = await services.RegisterAsync(instance, cancellationToken);
        ServiceView view = await services.GetAsync("orders", cancellationToken);
        Check.That(
            view.Instances is [{ Address: "10.0.0.1", Port: 80, Payload: "hello" }],
            $"an instance is read as it was registered, in the layout {layout}");
    }

    public static async Task SharesAsync(ICoordinationClient client, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        int started = 0;
        Task running = client.Partitions("/aot/shards", 2).RunAsync(
            async (shard, stopWhen) =>
            {
                if (Interlocked.Increment(ref started) == 2)
                    await done.CancelAsync();
                await new TaskCompletionSource().Task.WaitAsync(stopWhen); // Worked on until taken away.
            },
            done.Token);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // It ends by the token alone.
        Check.That(started == 2 && !cancellationToken.IsCancellationRequested, "the only member works on both shards");
    }

    public static async Task CountersAsync(ICoordinationClient client, CancellationToken cancellationToken)
    {
        Check.That(await client.Counter("/aot/counter").AddAsync(42, cancellationToken) == 42, "a counter counts");
        Check.That(await client.IdGenerator("/aot/ids").NextAsync(cancellationToken) == 1, "an id is given");
    }

    public static async Task ConfigurationAsync(ICoordinationClient client, CancellationToken cancellationToken)
    {
        foreach ((string name, string text) in new[]
        {
            ("common.yml", "database: { host: a, ports: [1, 2] }"),
            ("common.json", """{ "database": { "host": "a", "ports": [1, 2] } }"""),
            ("common.properties", "database.host = a\ndatabase.ports.1 = 2"),
        })
        {
            ZPath path = (ZPath)"/aot/config" / name;
            await client.ConfigPublisher(path).PublishAsync(Encoding.UTF8.GetBytes(text), null, cancellationToken);
            var builder = new ConfigurationBuilder();
            await using (await builder.AddCoordinationAsync(path, client, null, cancellationToken))
            {
                IConfigurationRoot configuration = builder.Build();
                Check.That(
                    configuration["database:host"] == "a" && configuration["database:ports:1"] == "2",
                    $"{name} is configuration");
            }
        }
    }
}
