using Coordination;

namespace Quickstart.Locking;

/// <summary>
/// One contender's place in the line for a lock: a sequential ephemeral znode. The lowest number has the lock;
/// everybody else watches the znode just before its own and nothing else, so that a release wakes one contender.
/// </summary>
internal sealed class PlaceInLine(ICoordinationClient client, ZPath znode) : IAsyncDisposable
{
    public static readonly ZPath Locks = "/locks";

    public string Name { get; } = znode.Name.ToString();

    public static async Task<PlaceInLine> TakeAsync(ICoordinationClient client, CancellationToken cancellationToken)
    {
        ZPath znode = await client.CreateAsync(
            Locks / "id_", mode: CreateMode.EphemeralSequential, cancellationToken: cancellationToken);
        return new PlaceInLine(client, znode);
    }

    /// <summary>Waits until it is this contender's turn.</summary>
    /// <param name="watching">Told the name of each predecessor that is waited for.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task WaitForTurnAsync(Action<string> watching, CancellationToken cancellationToken)
    {
        while (await PredecessorAsync(cancellationToken) is { } predecessor)
        {
            using var gone = new OneShotWatch(client.TimeProvider);
            var options = new ReadOptions { Watch = gone };
            if (await client.ExistsAsync(Locks / predecessor, options, cancellationToken) is null)
                continue;

            watching(predecessor);
            await gone.FiredAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync() => await client.DeleteAsync(znode);

    private async Task<string?> PredecessorAsync(CancellationToken cancellationToken)
    {
        ZChildren line = await client.GetChildrenAsync(Locks, cancellationToken: cancellationToken);
        return line.Names.Where(name => string.CompareOrdinal(name, Name) < 0).Max(StringComparer.Ordinal);
    }
}
