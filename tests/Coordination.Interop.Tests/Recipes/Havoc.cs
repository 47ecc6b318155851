namespace Coordination.Interop.Tests.Recipes;

/// <summary>Pauses, kills and cuts off processes at random, and starts another for each that it killed.</summary>
internal sealed class Havoc(int seed, Func<int, RecipeProcess> start)
{
    private const int ProcessCount = 8;
    private const int MostTicks = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Random _random = new(seed);
    private readonly RecipeProcess[] _running = [.. Enumerable.Range(0, ProcessCount).Select(start)];
    private readonly List<RecipeProcess> _all = [];
    private int _started = ProcessCount;

    /// <summary>Every process that was ever started.</summary>
    public IReadOnlyList<RecipeProcess> Processes => [.. _all, .. _running];

    /// <summary>
    /// Waits until all that run are connected: one that has just been started cannot be asked to end yet.
    /// </summary>
    public async Task ConnectAsync(TimeSpan tick)
    {
        using var timer = new PeriodicTimer(tick, TimeProvider.System);
        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        while (!Array.TrueForAll(_running, process => process.Lines.Count > 0))
            await timer.WaitForNextTickAsync(late.Token);
    }

    /// <summary>One deed every other tick, each undone after a few, for a number of ticks; then all are well.</summary>
    public async Task RageAsync(int ticks, TimeSpan tick)
    {
        using var timer = new PeriodicTimer(tick, TimeProvider.System);
        var ends = new Dictionary<int, (int Tick, Func<Task> Undo)>();
        for (int i = 0; i < ticks && await timer.WaitForNextTickAsync(); i++)
        {
            foreach ((int healed, (int Tick, Func<Task> Undo) end) in ends.Where(end => end.Value.Tick <= i).ToArray())
            {
                ends.Remove(healed);
                await end.Undo();
            }

            int victim = _random.Next(ProcessCount);
            if (i % 2 == 0 && !ends.ContainsKey(victim))
                ends[victim] = (i + _random.Next(2, MostTicks), await DoAsync(victim));
        }

        foreach ((int Tick, Func<Task> Undo) end in ends.Values)
            await end.Undo();
        await ConnectAsync(tick);
    }

    /// <summary>All that still run are asked to end; their exit codes.</summary>
    public async Task<int[]> EndAsync() => await Task.WhenAll(_running.Select(process => process.EndAsync()));

    /// <summary>Does something to a process; answers what undoes it.</summary>
    private async Task<Func<Task>> DoAsync(int victim)
    {
        RecipeProcess process = _running[victim];
        switch (_random.Next(4))
        {
            case 0:
                process.Kill();
                _all.Add(process);
                _running[victim] = start(_started++);
                return () => Task.CompletedTask;
            case 1:
                await process.PauseAsync();
                return process.ContinueAsync;
            default:
                process.Proxy.Cut();
                return () =>
                {
                    process.Proxy.Heal();
                    return Task.CompletedTask;
                };
        }
    }
}
