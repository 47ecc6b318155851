using Coordination.Recipes.Election;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Recipes;

/// <summary>
/// Candidates of several priorities lead, resign, hand over and fail: never two leaders, tokens that grow, a leader
/// whenever somebody stands in peace, and observers that never see the token go back.
/// </summary>
internal sealed class ElectionWorld(Testing.Simulation simulation)
{
    private static readonly ZPath Path = RecipeWorld.Root / "election";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostDelay = 31 * Second;

    // Who campaigns, and until when it stays out because its work has failed.
    private readonly Dictionary<SimulatedProcess, TimeSpan> _campaigns = [];
    private int _terms;

    public static Task RunAsync(Testing.Simulation simulation)
    {
        var world = new ElectionWorld(simulation);
        var frame = new RecipeWorld(simulation);
        _ = world.WatchForInterregnumAsync(frame);
        return frame.RunAsync(
            (process, random) => world.CampaignAsync(frame, process, random), () => simulation.Check.MutualExclusion());
    }

    private async Task CampaignAsync(RecipeWorld frame, SimulatedProcess process, SeededRandom random)
    {
        var options = new ElectionOptions { Id = process.Name, Priority = random.Next(3) };
        LeaderElection election = process.Client.Election(Path, options);
        using var end = new CancellationTokenSource();
        Task observer = ObserveAsync(election, end.Token);
        Task campaign = RunAsync(election, process, random, end.Token);
        while (!frame.IsPeace)
            await process.TimeProvider.DelayAsync(Second);
        await process.TimeProvider.DelayAsync(random.NextTime(60 * Second, 120 * Second));
        end.Cancel();
        await campaign;
        await observer;
    }

    private async Task RunAsync(
        LeaderElection election, SimulatedProcess process, SeededRandom random, CancellationToken end)
    {
        _campaigns[process] = TimeSpan.Zero;
        try
        {
            await election.RunAsLeaderAsync((term, ends) => LeadAsync(process, random, term, ends), end);
        }
        catch (OperationCanceledException)
        {
            _campaigns.Remove(process);
        }
    }

    private async Task LeadAsync(
        SimulatedProcess process, SeededRandom random, Leadership term, CancellationToken ends)
    {
        using Holding holding = simulation.History.Hold(process.Name, "leadership", term);
        _terms++;
        await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, 5 * Second), ends);
        switch (random.Next(4))
        {
            case 0:
                _campaigns[process] = simulation.Elapsed + MostDelay;
                throw new InvalidOperationException("The work has failed.");
            case 1:
                await term.HandOverAsync(ends);
                break;
            case 2:
                await process.TimeProvider.DelayAsync(60 * Second, ends);
                break;
        }
    }

    private async Task ObserveAsync(LeaderElection election, CancellationToken end)
    {
        long newest = 0;
        try
        {
            await foreach (Leader? leader in election.WatchLeaderAsync(end))
            {
                if (leader is null)
                    continue;
                if (leader.FencingToken < newest)
                    simulation.Fail($"An observer saw token {leader.FencingToken} after {newest}.");
                newest = leader.FencingToken;
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task WatchForInterregnumAsync(RecipeWorld frame)
    {
        while (!frame.IsPeace)
            await simulation.TimeProvider.DelayAsync(Second);
        await simulation.TimeProvider.DelayAsync(30 * Second);
        int before = -1;
        for (int silentS = 0; silentS < 5;)
        {
            await simulation.TimeProvider.DelayAsync(Second);
            bool isLed = simulation.History.Holdings.Any(holding => holding.IsProven(simulation.Elapsed))
                || _terms != before;
            before = _terms;
            bool somebodyStands =
                _campaigns.Any(campaign => !campaign.Key.IsCrashed && campaign.Value < simulation.Elapsed);
            silentS = isLed || !somebodyStands ? 0 : silentS + 1;
        }

        simulation.Fail($"{string.Join(", ", _campaigns.Keys)} stand, and nobody leads.");
    }
}
