using System.Collections.Concurrent;

namespace Coordination.Interop.Tests.Ensembles;

/// <summary>
/// Writers that go on through one client, whatever happens to its servers, and keep account of what they were told.
/// Each creates znodes, and counts upwards in one of its own.
/// </summary>
internal sealed class WriteLoad
{
    private const int Writers = 4;

    /// <summary>One write of so many creates: a watch names some thousand znodes, and no more.</summary>
    private const int WritesPerZnode = 25;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ICoordinationClient _client;
    private readonly ZPath _root;
    private readonly Task[] _running;
    private readonly ConcurrentDictionary<string, bool> _created = new();
    private readonly ConcurrentDictionary<string, bool> _perhapsCreated = new();
    private readonly int[] _counted = new int[Writers];
    private readonly ConcurrentBag<int>[] _perhapsCounted =
        [.. Enumerable.Range(0, Writers).Select(_ => new ConcurrentBag<int>())];
    private readonly Lock _lock = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _answered;
    private volatile bool _isStopped;

    private WriteLoad(ICoordinationClient client, ZPath root)
    {
        _client = client;
        _root = root;
        _running = [.. Enumerable.Range(0, Writers).Select(WriteAsync)];
    }

    /// <summary>Begins to write below a znode.</summary>
    public static async Task<WriteLoad> StartAsync(ICoordinationClient client, ZPath root)
    {
        for (int writer = 0; writer < Writers; writer++)
            await client.CreateAsync(Counter(root, writer), BitConverter.GetBytes(0));
        return new WriteLoad(client, root);
    }

    /// <summary>Waits until so many more writes have been answered than now.</summary>
    public Task WaitForMoreAsync(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
            _waiting.Add((_answered + count, reached));
        return reached.Task.WaitAsync(Patience, TimeProvider.System);
    }

    /// <summary>Ends it, and waits until every writer has had its last answer.</summary>
    public async Task StopAsync()
    {
        _isStopped = true;
        await Task.WhenAll(_running).WaitAsync(Patience, TimeProvider.System);
    }

    /// <summary>All that was acknowledged is there, and nothing that was not asked for; answers it.</summary>
    public async Task<IReadOnlySet<string>> AssertNothingLostAsync(ICoordinationClient client)
    {
        HashSet<string> there = [.. (await client.GetChildrenAsync(_root)).Names];
        string[] created = [.. there.Where(name => !name.StartsWith("counter", StringComparison.Ordinal))];
        Assert.Equal(_created.Keys.Except(created), []);
        Assert.Equal(created.Except(_created.Keys).Except(_perhapsCreated.Keys), []);
        for (int writer = 0; writer < Writers; writer++)
        {
            int value = BitConverter.ToInt32((await client.GetAsync(Counter(_root, writer))).Data.Span);
            Assert.True(
                value == _counted[writer] || (value > _counted[writer] && _perhapsCounted[writer].Contains(value)),
                $"{_counted[writer]} was acknowledged, and there is {value}.");
        }

        return there;
    }

    private static ZPath Counter(ZPath root, int writer) => root / $"counter-{writer}";

    private async Task WriteAsync(int writer)
    {
        for (int i = 1; !_isStopped; i++)
        {
            if (i % WritesPerZnode == 0)
                await CreateAsync($"{writer}-{i}");
            else
                await CountAsync(writer, i);
        }
    }

    private async Task CreateAsync(string name)
    {
        try
        {
            await _client.CreateAsync(_root / name);
            _created[name] = true;
            Tell();
        }
        catch (OutcomeUnknownException)
        {
            _perhapsCreated[name] = true;
        }
    }

    private async Task CountAsync(int writer, int value)
    {
        try
        {
            await _client.SetAsync(Counter(_root, writer), BitConverter.GetBytes(value));
            _counted[writer] = value;
            Tell();
        }
        catch (OutcomeUnknownException)
        {
            _perhapsCounted[writer].Add(value);
        }
    }

    private void Tell()
    {
        lock (_lock)
        {
            _answered++;
            foreach ((int count, TaskCompletionSource reached) in _waiting)
            {
                if (_answered >= count)
                    reached.TrySetResult();
            }
        }
    }
}
