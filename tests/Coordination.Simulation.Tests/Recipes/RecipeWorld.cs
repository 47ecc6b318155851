using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Recipes;

/// <summary>
/// What one seed of a recipe's test runs: contenders under faults, some of which crash; then peace, in which every
/// contender must come to its end within a bound (no missed wake-up) and nothing of it may be left in the tree while
/// its session still stands (no orphan).
/// </summary>
internal sealed class RecipeWorld(Testing.Simulation simulation)
{
    public static readonly ZPath Root = "/recipe";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(30);

    private bool _isPeace;

    /// <summary>Whether the faults are over.</summary>
    public bool IsPeace => _isPeace;

    /// <param name="contend">What each contender does; it need not leave in order.</param>
    /// <param name="check">What must hold at the end.</param>
    public async Task RunAsync(Func<SimulatedProcess, SeededRandom, Task> contend, Action check)
    {
        SeededRandom random = simulation.Random;
        simulation.InMemory(
            random.Chance(0.5) ? Faults.Harsh : Faults.Default, remembersAnswers: random.Chance(0.5));
        SimulatedProcess[] contenders =
        [
            .. Enumerable.Range(0, random.Next(2, 5)).Select(i => simulation.Spawn(
                $"contender{i}", process => ContendAsync(process, contend),
                new CoordinationClientOptions { SessionTimeout = random.NextTime(2 * Second, 15 * Second) })),
        ];
        if (random.Chance(0.3))
            _ = CrashLaterAsync(contenders[random.Next(contenders.Length)]);

        await simulation.TimeProvider.DelayAsync(random.NextTime(10 * Second, 90 * Second));
        simulation.StopFaults();
        _isPeace = true;
        await EndAsync(contenders);
        simulation.Spawn("inspector", InspectAsync);
        await simulation.RunUntilQuietAsync();
        check();
    }

    /// <summary>A token that is cancelled at some moment, as a user's would be.</summary>
    public static CancellationTokenSource CancelSometime(SimulatedProcess process, SeededRandom random) =>
        new(random.NextTime(TimeSpan.Zero, 10 * Second), process.TimeProvider);

    private async Task ContendAsync(SimulatedProcess process, Func<SimulatedProcess, SeededRandom, Task> contend)
    {
        await contend(process, simulation.Random.Fork(process.Name));
        while (!_isPeace)
            await process.TimeProvider.DelayAsync(Second);
        await process.TimeProvider.DelayAsync(Settling);
        IReadOnlyList<ZPath> left = await process.Client.GetEphemeralsAsync(Root);
        if (left.Count > 0)
            simulation.Fail($"{process} has left {string.Join(", ", left)} behind.");
    }

    private async Task EndAsync(SimulatedProcess[] contenders)
    {
        Task ended = Task.WhenAll(contenders.Select(contender => contender.Ended));
        await Task.WhenAny(ended, simulation.TimeProvider.DelayAsync(Bound).AsTask());
        if (!ended.IsCompleted)
        {
            IEnumerable<string> waiting =
                contenders.Where(c => !c.HasEnded && !c.IsCrashed).Select(contender => contender.Name);
            throw new CheckFailedException($"In peace {string.Join(", ", waiting)} have not come to their end.");
        }
    }

    // All sessions are over: of the crashed ones too, as the settling is longer than any time-out.
    private async Task InspectAsync(SimulatedProcess process)
    {
        await process.TimeProvider.DelayAsync(Settling);
        foreach (ZNode znode in await ChildrenAsync(process, Root))
        {
            ZPath path = znode.Path;
            if (znode.Stat.EphemeralOwner != SessionId.None || (await ChildrenAsync(process, path)).Count > 0)
                simulation.Fail($"{path} is left over when all have ended.");
        }
    }

    private static async Task<IReadOnlyList<ZNode>> ChildrenAsync(SimulatedProcess process, ZPath path)
    {
        try
        {
            return await process.Client.GetChildrenWithDataAsync(path);
        }
        catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
        {
            return [];
        }
    }

    private async Task CrashLaterAsync(SimulatedProcess process)
    {
        await simulation.TimeProvider.DelayAsync(simulation.Random.NextTime(TimeSpan.Zero, 60 * Second));
        if (!process.HasEnded)
            process.Crash();
    }
}
