using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Workloads;

/// <summary>A client that does, step by step, whatever is drawn.</summary>
internal sealed class Worker(SimulatedProcess process, int steps, bool areSessionsEnded)
{
    public static readonly ZPath Lock = "/lock";
    public static readonly ZPath Counter = "/counter";
    public static readonly ZPath Queue = "/queue";
    public static readonly ZPath Ephemerals = "/ephemerals";
    public static readonly ZPath Registers = "/registers";
    public static readonly ZPath Fleeting = "/fleeting";
    public static readonly ZPath Tenants = "/tenants";

    private readonly SeededRandom _random = process.Simulation.Random.Fork(process.Name);
    private readonly ICoordinationClient _client = process.Client;
    private ICoordinationClient? _second;
    private int _values;

    private OneShotReader OneShot => new(process, _random);

    public async Task RunAsync()
    {
        _ = new LossMonitor(process).RunAsync();
        if (_random.Chance(0.4))
            _ = Watcher.FollowAsync(process, Registers, isRecursive: true, includeExisting: false);
        for (int step = 0; step < steps; step++)
        {
            if (_random.Chance(0.7))
                await process.TimeProvider.DelayAsync(_random.NextTime(TimeSpan.Zero, TimeSpan.FromSeconds(2)));
            try
            {
                await StepAsync();
            }
            catch (CoordinationException)
            {
                // Which outcome is right is judged by the checks, over what was recorded.
            }
        }

        if (_second is not null)
            await _second.DisposeAsync();
    }

    private Task StepAsync() => _random.Next(18) switch
    {
        0 => new Contender(process, _random).HoldOnceAsync(),
        1 => AddOneAsync(),
        2 => _client.CreateAsync(Queue / "item-", NextValue(), CreateMode.PersistentSequential).AsTask(),
        3 => _client.CreateAsync(Ephemerals / _random.Next(4).ToString(), NextValue(), CreateMode.Ephemeral).AsTask(),
        4 => _client.DeleteAsync(Ephemerals / _random.Next(4).ToString()).AsTask(),
        5 => BurstAsync(),
        6 => TransactAsync(),
        11 => Flood.RunAsync(process, _random),
        12 => new ShortLived(process, _random).LeaveOneAsync(),
        13 => new Relay(process, _random, areSessionsEnded).HandOnAsync(),
        14 => new Tenant(process, _random).LiveAsync(),
        10 => ReadBehindOtherClientAsync(Registers / _random.Next(3).ToString()),
        7 => OneShot.ReadTwiceAsync(Registers / _random.Next(3).ToString(), children: false),
        8 => OneShot.ReadTwiceAsync(_random.Chance(0.5) ? Ephemerals : Lock, children: true),
        9 => Task.WhenAll(Enumerable.Range(0, 3).Select(register =>
            OneShot.ReadTwiceAsync(Registers / register.ToString(), children: false))),
        _ => UseRegisterAsync(Registers / _random.Next(3).ToString()),
    };

    private Task UseRegisterAsync(ZPath path) => _random.Next(9) switch
    {
        0 or 1 => _client.CreateAsync(path, NextValue()).AsTask(),
        2 => _client.DeleteAsync(path, _random.Next(-1, 3)).AsTask(),
        3 => _client.SetAsync(path, NextValue(), _random.Next(-1, 3)).AsTask(),
        4 => _client.SetAsync(path, NextValue()).AsTask(),
        5 => _client.ExistsAsync(path, Fresh()).AsTask(),
        6 => _client.SyncAsync(path).AsTask(),
        _ => _client.TryGetAsync(path, Fresh()).AsTask(),
    };

    private ReadOptions? Fresh() =>
        _random.Chance(0.4) ? new ReadOptions { Consistency = ReadConsistency.Linearizable } : null;

    // Another client of this process writes, and this one, which watches, reads in the same moment.
    private async Task ReadBehindOtherClientAsync(ZPath path)
    {
        _second ??= await process.ConnectAsync();
        for (int i = 0; i < 5; i++)
        {
            await _second.SetOrCreateAsync(path, NextValue());
            await _client.ExistsAsync(path);
        }
    }

    // Several calls without waiting: their order is the order of their effects.
    private async Task BurstAsync()
    {
        ZPath path = Registers / _random.Next(3).ToString();
        Task[] calls = [.. Enumerable.Range(0, _random.Next(2, 6)).Select(_ => UseRegisterAsync(path))];
        await Task.WhenAll(calls);
    }

    private async Task TransactAsync()
    {
        ICoordinationTransaction transaction = _client.Transaction();
        foreach (int register in Enumerable.Range(0, 3).Where(_ => _random.Chance(0.6)))
        {
            ZPath path = Registers / register.ToString();
            _ = _random.Next(4) switch
            {
                0 => transaction.Create(path, NextValue()),
                1 => transaction.Delete(path),
                2 => transaction.Check(path, _random.Next(-1, 2)),
                _ => transaction.Set(path, NextValue()),
            };
        }

        if (transaction.Count > 0)
            await transaction.CommitAsync();
    }

    // Adds by compare and set, and tells the history of a counter what came of it.
    private async Task AddOneAsync()
    {
        ZNode seen = await _client.GetAsync(Counter);
        int value = seen.Data.IsEmpty ? 0 : BitConverter.ToInt32(seen.Data.Span);
        HistoryOperation adding = process.Simulation.History.Invoke(process.Name, "counter", new CounterModel.Add(1));
        try
        {
            await _client.SetAsync(Counter, BitConverter.GetBytes(value + 1), seen.Stat.Version);
            adding.Answer((long)value + 1);
        }
        catch (CoordinationException error)
        {
            if (error is OutcomeUnknownException or SessionExpiredException { MayHaveHappened: true })
                adding.MayHaveHappened();
            else
                adding.NotDone();
            throw;
        }
    }

    private byte[] NextValue() => System.Text.Encoding.UTF8.GetBytes($"{process.Name}/{_values++}");
}
