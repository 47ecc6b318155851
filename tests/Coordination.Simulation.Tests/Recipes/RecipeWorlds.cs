namespace Coordination.Simulation.Tests.Recipes;

/// <summary>Every recipe's world, by the name that its planted bugs begin with.</summary>
internal static class RecipeWorlds
{
    public static readonly IReadOnlyDictionary<string, Func<Testing.Simulation, Task>> All =
        new Dictionary<string, Func<Testing.Simulation, Task>>
        {
            ["mutex"] = MutexWorld.RunAsync,
            ["read-write"] = ReadWriteWorld.RunAsync,
            ["semaphore"] = SemaphoreWorld.RunAsync,
            ["multi-lock"] = MultiLockWorld.RunAsync,
            ["election"] = ElectionWorld.RunAsync,
            ["config"] = ConfigWorld.RunAsync,
            ["membership"] = MembershipWorld.RunAsync,
            ["naming"] = NamingWorld.RunAsync,
            ["partition"] = PartitionWorld.RunAsync,
            ["counter"] = CounterWorld.RunAsync,
        };
}
