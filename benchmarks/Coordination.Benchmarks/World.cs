using Coordination.Transports.InMemory;

namespace Coordination.Benchmarks;

/// <summary>An in-memory ensemble that holds many znodes, and a client of it.</summary>
internal sealed class World : IAsyncDisposable
{
    public const int ZnodeCount = 1_000_000;
    public const int ZnodesPerDirectory = 1_000;
    public const int DataLength = 100;

    private World(InMemoryEnsemble ensemble, CoordinationClient client, ZPath[] paths)
    {
        Ensemble = ensemble;
        Client = client;
        Paths = paths;
    }

    public static byte[] Data { get; } = new byte[DataLength];

    public InMemoryEnsemble Ensemble { get; }

    public CoordinationClient Client { get; }

    /// <summary>All znodes but the directories, in the order of creation.</summary>
    public ZPath[] Paths { get; }

    public static async Task<World> EmptyAsync(int connections = 1)
    {
        InMemoryEnsemble ensemble = InMemoryEnsemble.Start(new() { Limits = { Connections = connections } });
        CoordinationClient client = await CoordinationClient.ConnectAsync(ensemble.Transport);
        return new World(ensemble, client, []);
    }

    public static async Task<World> FullAsync()
    {
        World world = await EmptyAsync();
        ZPath[] paths = Directories(ZnodeCount / ZnodesPerDirectory).SelectMany(ZnodesIn).ToArray();
        foreach (ZPath directory in Directories(ZnodeCount / ZnodesPerDirectory))
            await world.Client.CreateAsync(directory);
        foreach (ZPath path in paths)
            await world.Client.CreateAsync(path, Data);
        return new World(world.Ensemble, world.Client, paths);
    }

    public static IEnumerable<ZPath> Directories(int count) =>
        Enumerable.Range(0, count).Select(i => ZPath.Parse($"/d{i:D4}"));

    public static IEnumerable<ZPath> ZnodesIn(ZPath directory) =>
        Enumerable.Range(0, ZnodesPerDirectory).Select(i => directory / $"z{i:D4}");

    /// <summary>
    /// A thousand of them from all over the tree, or all of them, in an order that no cache foresees.
    /// </summary>
    public ZPath[] Shuffled(int count)
    {
        var shuffled = (ZPath[])Paths.Clone();
        new Random(1).Shuffle(shuffled);
        return shuffled[..count];
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Ensemble.DisposeAsync();
    }
}
