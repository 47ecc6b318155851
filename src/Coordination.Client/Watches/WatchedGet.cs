using Coordination.Calls;
using Coordination.Requests;

namespace Coordination.Watches;

/// <summary>
/// A read with a watch of a znode that may be missing. ZooKeeper's getData leaves no watch where there is no znode and
/// its exists does, so that both are needed to watch whatever is found.
/// </summary>
internal static class WatchedGet
{
    public static async ValueTask<ZNode?> TryGetAsync(
        Caller caller, ZPath path, OneShotArming arming, ReadOptions options, CancellationToken cancellationToken)
    {
        arming.OnMissing = OneShotOnMissing.Stays;
        ZNode? found = await GetAsync(
            caller, path, arming.Path, arming, options, cancellationToken).ConfigureAwait(false);
        if (found is not null)
            return found;

        arming.OnMissing = OneShotOnMissing.Arms;
        Stat? stat = await caller.ReadAsync<ExistsRequest, ExistsResponse, Stat?>(
            new ExistsRequest(arming.Path, Watch: true), path, Projections.Existing, options, cancellationToken,
                arming).ConfigureAwait(false);
        if (stat is null)
            return null;

        // Created between the two reads: the watch is armed, and whatever happens after that fires it.
        return await GetAsync(caller, path, arming.Path, null, options, cancellationToken).ConfigureAwait(false);
    }

    private static ValueTask<ZNode?> GetAsync(
        Caller caller, ZPath path, ZPath full, OneShotArming? arming, ReadOptions options,
            CancellationToken cancellationToken) =>
        caller.ReadAsync<GetDataRequest, GetDataResponse, ZNode?>(
            new GetDataRequest(
                full, arming is not null), path, Projections.FoundOrNone, options, cancellationToken, arming);
}
