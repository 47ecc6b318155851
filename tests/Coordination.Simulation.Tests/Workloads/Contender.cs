using Coordination.Requests;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Workloads;

/// <summary>
/// Takes a lock once, by the primitives: a sequential ephemeral znode, and a watch on the one before.
/// </summary>
internal sealed class Contender(SimulatedProcess process, SeededRandom random)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ICoordinationClient _client = process.Client;

    public async Task HoldOnceAsync()
    {
        CreateResponse mine =
            await _client.CreateWithStatAsync(Worker.Lock / "id_", mode: CreateMode.EphemeralSequential);
        string name = mine.Path.Name.ToString();
        try
        {
            if (await WaitForTurnAsync(name))
                await HoldAsync(mine.Stat);
        }
        finally
        {
            await GiveBackAsync(mine.Path);
        }
    }

    private async Task<bool> WaitForTurnAsync(string mine)
    {
        while (true)
        {
            ZChildren children = await _client.GetChildrenAsync(Worker.Lock);
            string? before = children.Names.Where(name => string.CompareOrdinal(name, mine) < 0).Max();
            if (!children.Names.Contains(mine))
                return false; // Its session has gone meanwhile.
            if (before is null)
                return true;

            using var watch = new OneShotWatch(process.TimeProvider);
            if (await _client.ExistsAsync(Worker.Lock / before, new ReadOptions { Watch = watch }) is null)
                continue;
            using var patience = new CancellationTokenSource(Patience, process.TimeProvider);
            try
            {
                await watch.FiredAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }

    private async Task HoldAsync(Stat grant)
    {
        bool IsHeld() => _client.Session.Id == grant.EphemeralOwner && _client.Session.IsValid;
        using Holding holding = process.Simulation.History.Hold(process.Name, "lock", grant.Czxid.Value, IsHeld);
        await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, TimeSpan.FromSeconds(10)));
    }

    private async Task GiveBackAsync(ZPath path)
    {
        try
        {
            await _client.DeleteAsync(path);
        }
        catch (RequestRejectedException gone) when (gone.Code == ErrorCode.NoNode)
        {
        }
    }
}
