namespace Coordination.Recipes.Contenders;

/// <summary>One-shot watches of which the first that fires ends the waiting; disposing gives up the others.</summary>
internal sealed class WatchSet(ICoordinationClient client) : IDisposable
{
    private readonly List<OneShotWatch> _watches = [];

    /// <summary>Watches a znode; false where there is none.</summary>
    public async ValueTask<bool> ArmAsync(ZPath path, CancellationToken cancellationToken)
    {
        var options = new ReadOptions { Watch = Add() };
        return await client.ExistsAsync(path, options, cancellationToken).ConfigureAwait(false) is not null;
    }

    /// <summary>Reads a znode and watches it; null where there is none.</summary>
    public ValueTask<ZNode?> ReadAsync(ZPath path, CancellationToken cancellationToken) =>
        client.TryGetAsync(path, new ReadOptions { Watch = Add() }, cancellationToken);

    /// <summary>Waits until one of them fires.</summary>
    public async ValueTask FiredAsync(CancellationToken cancellationToken)
    {
        if (_watches.Count == 1)
        {
            await _watches[0].FiredAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        Task[] fired = [.. _watches.Select(watch => watch.FiredAsync(cancellationToken).AsTask())];
        Task first = await Task.WhenAny(fired).ConfigureAwait(false);
        await first.ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (OneShotWatch watch in _watches)
            watch.Dispose();
    }

    private OneShotWatch Add()
    {
        var watch = new OneShotWatch(client.TimeProvider);
        _watches.Add(watch);
        return watch;
    }
}
