using Coordination.Testing;

namespace Coordination.Simulation.Tests.Workloads;

/// <summary>
/// Follows the tree for as long as it runs, by streams of all kinds; what they yield is recorded by the client.
/// </summary>
internal static class Watcher
{
    public static async Task FollowAsync(SimulatedProcess process)
    {
        SeededRandom random = process.Simulation.Random;
        Task[] streams =
        [
            FollowAsync(process, Worker.Registers, isRecursive: true, includeExisting: random.Chance(0.5)),
            FollowAsync(process, Worker.Registers / "0", isRecursive: false, includeExisting: false),
            FollowAsync(
                process, Worker.Ephemerals, isRecursive: random.Chance(0.5), includeExisting: random.Chance(0.5)),
            FollowAsync(process, Worker.Queue, isRecursive: random.Chance(0.5), includeExisting: false),
        ];
        await Task.WhenAll(streams);
    }

    public static async Task FollowAsync(SimulatedProcess process, ZPath path, bool isRecursive, bool includeExisting)
    {
        var options = new WatchOptions { Recursive = isRecursive, IncludeExisting = includeExisting };
        try
        {
            await foreach (WatchEvent change in process.Client.WatchAsync(path, options))
                Assert.True(change.Path.IsAtOrBelow(path), $"The stream of '{path}' yields {change}.");
        }
        catch (ObjectDisposedException)
        {
            // The process has come to its end.
        }
    }
}
