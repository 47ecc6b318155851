using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Workloads;

/// <summary>
/// Reads with a watch, waits, and reads again: what shows a change must come after the watch has fired.
/// </summary>
internal sealed class OneShotReader(SimulatedProcess process, SeededRandom random)
{
    private readonly ICoordinationClient _client = process.Client;

    public async Task ReadTwiceAsync(ZPath path, bool children)
    {
        using var watch = new OneShotWatch(process.TimeProvider);
        Zxid? before = await ReadAsync(path, children, watch);
        await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, TimeSpan.FromSeconds(10)));
        Zxid? after = await ReadAsync(path, children, watch: null);

        // A child watch on a znode that is missing is none: the read was refused.
        bool isArmed = !children || before is not null;
        if (isArmed && before != after && !watch.IsOver)
            throw new CheckFailedException(
                $"{process} read '{path}' at {before} with a watch, then at {after}, and the watch has not fired.");
    }

    private async Task<Zxid?> ReadAsync(ZPath path, bool children, OneShotWatch? watch)
    {
        var options = new ReadOptions { Watch = watch };
        if (!children)
            return (await _client.ExistsAsync(path, options))?.Mzxid;
        try
        {
            return (await _client.GetChildrenAsync(path, options)).Stat.Pzxid;
        }
        catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
        {
            return null;
        }
    }
}
