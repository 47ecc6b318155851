using Coordination.Recipes.Counters;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Recipes;

/// <summary>
/// Everybody adds to one number: no two additions get the same part of it, and in the end it is the sum of what was
/// added, but for what nobody can know. Everybody takes ids: no two get the same.
/// </summary>
internal sealed class CounterWorld(Testing.Simulation simulation)
{
    private static readonly ZPath Path = RecipeWorld.Root / "counter";
    private static readonly ZPath Ids = RecipeWorld.Root / "ids";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // The parts of the number that were added for sure, by their last unit; and what may have been added.
    private readonly SortedDictionary<long, long> _parts = [];
    private readonly HashSet<long> _ids = [];
    private readonly List<SimulatedProcess> _adding = [];
    private long _known;
    private long _maybe;

    public static Task RunAsync(Testing.Simulation simulation)
    {
        var world = new CounterWorld(simulation);
        return new RecipeWorld(simulation).RunAsync(world.TakePartAsync, world.CheckParts);
    }

    private async Task TakePartAsync(SimulatedProcess process, SeededRandom random)
    {
        _adding.Add(process);
        AtomicCounter counter = process.Client.Counter(Path);
        await Task.WhenAll(
            AddAsync(process, counter, random.Fork("a")), AddAsync(process, counter, random.Fork("b")),
            TakeIdsAsync(process, random.Fork("ids")));
        _adding.Remove(process);
        while (_adding.Exists(other => !other.IsCrashed))
            await process.TimeProvider.DelayAsync(Second);

        long value = await counter.GetAsync(ReadConsistency.Linearizable);
        if (value < _known || value > _known + _maybe)
            simulation.Fail($"The counter is {value}; {_known} was added for sure, and perhaps {_maybe} more.");
    }

    private async Task AddAsync(SimulatedProcess process, AtomicCounter counter, SeededRandom random)
    {
        for (int i = 0; i < 6; i++)
        {
            await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, 5 * Second));
            int delta = random.Next(1, 10);
            _maybe += delta; // Also for ever, where it crashes meanwhile.
            try
            {
                long sum = await counter.AddAsync(delta);
                _maybe -= delta;
                _known += delta;
                if (!_parts.TryAdd(sum, delta))
                    simulation.Fail($"{process} and another have both counted up to {sum}.");
            }
            catch (OutcomeUnknownException)
            {
                // Nobody else writes the znode, and there are fewer writers than marks.
                simulation.Fail($"{process} was left in doubt, where it could be found out.");
            }
        }
    }

    private async Task TakeIdsAsync(SimulatedProcess process, SeededRandom random)
    {
        IdGenerator generator = process.Client.IdGenerator(Ids, blockSize: random.Next(1, 4));
        long last = 0;
        for (int i = 0; i < 6; i++)
        {
            await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, 5 * Second));
            long id = await generator.NextAsync();
            if (id <= last || !_ids.Add(id))
                simulation.Fail($"{process} was given the id {id} after {last}, which is not new.");
            last = id;
        }
    }

    private void CheckParts()
    {
        long end = 0;
        foreach ((long sum, long delta) in _parts)
        {
            if (sum - delta < end)
                simulation.Fail($"One addition made {end}, another has made {sum} by adding {delta}.");
            end = sum;
        }
    }
}
