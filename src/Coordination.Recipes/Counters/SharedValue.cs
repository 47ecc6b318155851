using System.Runtime.CompilerServices;
using Coordination.Recipes.Contenders;

namespace Coordination.Recipes.Counters;

/// <summary>Bytes that many read, follow, and replace by the version they have seen.</summary>
/// <remarks>
/// <b>Suspended</b>, and after a <b>pause</b> of the process: calls wait for the connection, and who follows is told on
/// reconnecting what is newest then. <b>Lost</b>: following goes on in the next session; a write fails with
/// <see cref="SessionExpiredException"/>. A <b>lost answer</b> is told by <see cref="OutcomeUnknownException"/>, on
/// ensembles that do not remember answers. It holds nothing in the ensemble.
/// </remarks>
public sealed class SharedValue
{
    // Whoever is slow is told once that there is something newer.
    private static readonly WatchOptions Newest = new() { BufferedEvents = 1 };

    private readonly ICoordinationClient _client;

    internal SharedValue(ICoordinationClient client, ZPath path)
    {
        _client = client;
        Path = path;
    }

    /// <summary>The znode whose data it is.</summary>
    public ZPath Path { get; }

    /// <summary>What it is.</summary>
    /// <param name="consistency">How fresh the answer must be.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async ValueTask<VersionedValue> GetAsync(
        ReadConsistency consistency = ReadConsistency.Sequential, CancellationToken cancellationToken = default)
    {
        var options = new ReadOptions { Consistency = consistency };
        while (true)
        {
            try
            {
                ZNode? znode = await _client.TryGetAsync(Path, options, cancellationToken).ConfigureAwait(false);
                return znode is { } there
                    ? new VersionedValue(there.Data, there.Stat.Version, there.Stat.Mzxid) : VersionedValue.Absent;
            }
            catch (SessionExpiredException)
            {
                // A read can be made again, in the next session.
            }
        }
    }

    /// <summary>Replaces it if it still is what was seen.</summary>
    /// <param name="seen">What was seen; <see cref="VersionedValue.Absent"/> to create it.</param>
    /// <param name="data">The new value.</param>
    /// <param name="cancellationToken">Stops the waiting, not the change.</param>
    /// <returns>The new version; null, and nothing changed, where somebody else has changed it meanwhile.</returns>
    public async ValueTask<VersionedValue?> TrySetAsync(
        VersionedValue seen, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(seen);
        byte[] copy = data.ToArray();
        try
        {
            Stat stat = seen.IsAbsent
                ? await CreateAsync(copy, cancellationToken).ConfigureAwait(false)
                : await _client.SetAsync(Path, copy, seen.Version, options: null, cancellationToken)
                    .ConfigureAwait(false);
            return new VersionedValue(copy, stat.Version, stat.Mzxid);
        }
        catch (RequestRejectedException overtaken) when (
            overtaken.Code is ErrorCode.BadVersion or ErrorCode.NodeExists or ErrorCode.NoNode)
        {
            return null;
        }
    }

    /// <summary>Replaces it whatever it is, and creates it where it is absent.</summary>
    public async ValueTask<VersionedValue> SetAsync(
        ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            VersionedValue seen = await GetAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            if (await TrySetAsync(seen, data, cancellationToken).ConfigureAwait(false) is { } set)
                return set;
        }
    }

    /// <summary>
    /// Yields what it is now, then every newer version; a slow reader skips to the newest, and nobody goes back. Any
    /// number of readers. It ends by an exception only.
    /// </summary>
    /// <exception cref="RequestRejectedException">It may not be read (<see cref="ErrorCode.NoAuth"/>).</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public async IAsyncEnumerable<VersionedValue> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        VersionedValue? last = null;
        Zxid newest = Zxid.None;
        await foreach (WatchEvent change in _client.WatchAsync(Path, Newest, cancellationToken).ConfigureAwait(false))
        {
            if (change.Type == WatchEventType.NodeChildrenChanged)
                continue;
            VersionedValue now = await GetAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            bool isNews = now.IsAbsent ? last is not { IsAbsent: true } : now.Zxid > newest;
            if (!isNews)
                continue;
            newest = now.IsAbsent ? newest : now.Zxid;
            yield return last = now;
        }
    }

    private async ValueTask<Stat> CreateAsync(byte[] data, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return (await _client.CreateWithStatAsync(
                    Path, data, options: null, cancellationToken: cancellationToken).ConfigureAwait(false)).Stat;
            }
            catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
            {
                await ContainerParent.EnsureAsync(_client, Path.Parent, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
