using System.Text;
using Coordination;
using Coordination.Transports.InMemory;

await using var ensemble = InMemoryEnsemble.Start();
await using var client = await CoordinationClient.ConnectAsync(ensemble.Transport);

await client.CreateAsync("/greeting", "Hello"u8.ToArray());
await foreach (WatchEvent change in client.WatchAsync("/greeting"))
{
    ZNode znode = await client.GetAsync("/greeting");
    Console.WriteLine($"{change.Type}: {Encoding.UTF8.GetString(znode.Data.Span)}, version {znode.Stat.Version}");
    if (znode.Stat.Version == 1)
        break;
    await client.SetAsync("/greeting", "Hello, world"u8.ToArray(), znode.Stat.Version);
}
