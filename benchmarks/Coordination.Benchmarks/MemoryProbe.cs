namespace Coordination.Benchmarks;

/// <summary>How much managed heap a znode of 100 bytes costs, all in all, where there are 1,000,000 of them.</summary>
internal static class MemoryProbe
{
    public static async Task RunAsync()
    {
        await using World world = await World.EmptyAsync();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await FillAsync(world.Client);
        long after = Settle();

        double each = (double)(after - before) / World.ZnodeCount;
        Console.WriteLine(
            $"{World.ZnodeCount:N0} znodes of {World.DataLength} bytes, {World.ZnodesPerDirectory:N0} per directory: "
            + $"{each:F1} bytes of managed heap per znode (bar: 300)");
        GC.KeepAlive(world);
    }

    /// <summary>
    /// Paths and data are made here and dropped here, so that only the ensemble's own memory is left.
    /// </summary>
    private static async Task FillAsync(CoordinationClient client)
    {
        foreach (ZPath directory in World.Directories(World.ZnodeCount / World.ZnodesPerDirectory))
        {
            await client.CreateAsync(directory);
            foreach (ZPath path in World.ZnodesIn(directory))
                await client.CreateAsync(path, World.Data);
        }
    }

    private static long Settle()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
