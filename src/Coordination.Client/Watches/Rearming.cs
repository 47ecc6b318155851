using Coordination.Requests;

namespace Coordination.Watches;

/// <summary>One request that arms watches again after a reconnect, with the shared watches that are in it.</summary>
/// <param name="Request">What is sent.</param>
/// <param name="Watches">The watches that stay, which the answer tells about.</param>
internal sealed record Rearming(SetWatchesRequest Request, IReadOnlyList<SharedWatch> Watches)
{
    /// <summary>
    /// Characters of paths in one request, so that it fits a frame (<c>ClientCnxn.SET_WATCHES_MAX_LENGTH</c>).
    /// </summary>
    private const int MostCharacters = 128 * 1024;

    /// <summary>
    /// Plans the requests: first the watches that stay, so that their replay is in order, then the one-shot ones. Those
    /// that have been told the least come first, so that it is they who get on where connections break early. A watch
    /// that was replayed or armed after <paramref name="position"/> is asked for by its own zxid, as what lies before
    /// it is no news.
    /// </summary>
    public static List<Rearming> Plan(
        Zxid position, IEnumerable<SharedWatch> watches, IEnumerable<OneShotArming> oneShots)
    {
        var plan = new List<Rearming>();
        IEnumerable<SharedWatch> armed = watches.Where(static watch => watch.Arming == WatchArming.Armed);
        foreach (IGrouping<Zxid, SharedWatch> group in armed
            .GroupBy(watch => watch.ReplayedTo > position ? watch.ReplayedTo : position)
            .OrderBy(static group => group.Key.Value))
        {
            foreach (List<SharedWatch> chunk in Chunks(group, static watch => watch.Path))
                plan.Add(new Rearming(RequestFor(group.Key, chunk), chunk));
        }

        foreach (IGrouping<Zxid, OneShotArming> group in oneShots.GroupBy(
            arming => arming.ArmedAt > position ? arming.ArmedAt : position))
        {
            foreach (List<OneShotArming> chunk in Chunks(group, static arming => arming.Path))
                plan.Add(new Rearming(RequestFor(group.Key, chunk), []));
        }

        return plan;
    }

    private static SetWatchesRequest RequestFor(Zxid position, List<SharedWatch> watches) => new(
        position,
        DataWatches: [],
        ExistWatches: [],
        ChildWatches: [],
        [.. watches.Where(static watch => !watch.IsRecursive).Select(static watch => watch.Path)],
        [.. watches.Where(static watch => watch.IsRecursive).Select(static watch => watch.Path)]);

    private static SetWatchesRequest RequestFor(Zxid position, List<OneShotArming> oneShots) => new(
        position,
        PathsOf(oneShots, OneShotKind.Data),
        PathsOf(oneShots, OneShotKind.Exist),
        PathsOf(oneShots, OneShotKind.Child),
        PersistentWatches: [],
        PersistentRecursiveWatches: []);

    private static ZPath[] PathsOf(List<OneShotArming> oneShots, OneShotKind kind) =>
        [.. oneShots.Where(arming => arming.Kind == kind).Select(static arming => arming.Path).Distinct()];

    private static IEnumerable<List<T>> Chunks<T>(IEnumerable<T> items, Func<T, ZPath> pathOf)
    {
        var chunk = new List<T>();
        int characters = 0;
        foreach (T item in items)
        {
            int more = pathOf(item).Value.Length;
            if (chunk.Count > 0 && characters + more > MostCharacters)
            {
                yield return chunk;
                chunk = [];
                characters = 0;
            }

            chunk.Add(item);
            characters += more;
        }

        if (chunk.Count > 0)
            yield return chunk;
    }
}
