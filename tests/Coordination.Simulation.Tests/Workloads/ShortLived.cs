using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Workloads;

/// <summary>Leaves behind what the ensemble deletes by itself; the checks say whether it did so in time only.</summary>
internal sealed class ShortLived(SimulatedProcess process, SeededRandom random)
{
    private readonly ICoordinationClient _client = process.Client;

    public Task LeaveOneAsync() => random.Next(3) switch
    {
        0 => LeaveContainerAsync(),
        1 => RefreshAsync(),
        _ => LeaveWithTimeToLiveAsync(),
    };

    // Some never have a child, some keep one, some lose theirs.
    private async Task LeaveContainerAsync()
    {
        ZPath path = Worker.Fleeting / $"container{random.Next(4)}";
        if (await _client.ExistsAsync(path) is null)
            await _client.CreateAsync(path, mode: CreateMode.Container);
        for (int i = random.Next(3); i > 0; i--)
        {
            ZPath child = await _client.CreateAsync(path / "child-", mode: CreateMode.EphemeralSequential);
            if (random.Chance(0.7))
                await _client.DeleteAsync(child);
        }
    }

    private async Task LeaveWithTimeToLiveAsync()
    {
        var options = new CreateOptions
        {
            TimeToLive = random.NextTime(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20)),
        };
        if (random.Chance(0.3))
        {
            await _client.CreateAsync(
                Worker.Fleeting / "item-", mode: CreateMode.PersistentSequentialWithTtl, options: options);
            return;
        }

        ZPath path = Worker.Fleeting / $"timed{random.Next(3)}";
        if (random.Chance(0.5))
            await _client.CreateAsync(path, mode: CreateMode.PersistentWithTtl, options: options);
        else
            await _client.Transaction().Create(path, default, CreateMode.PersistentWithTtl, options).CommitAsync();
    }

    // Set again and again it lives on.
    private async Task RefreshAsync()
    {
        ZPath path = Worker.Fleeting / $"timed{random.Next(3)}";
        for (int i = 0; i < 4; i++)
        {
            await _client.SetAsync(path, BitConverter.GetBytes(i));
            await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, TimeSpan.FromSeconds(5)));
        }
    }
}
