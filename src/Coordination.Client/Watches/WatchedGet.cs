using Coordination.Calls;
using Coordination.Requests;

namespace Coordination.Watches;

/// <summary>
/// A read with a watch of a znode that may be missing. ZooKeeper's getData leaves no watch where there is no znode and
/// its exists does, in both cases, but gives no data: so that both are needed to watch whatever is found.
/// </summary>
/// <remarks>
/// They leave together, in one round trip and under one deadline, and nothing that is asked later overtakes them. What
/// changes between the two fires the watch and is in the data already; no change is missed.
/// </remarks>
internal static class WatchedGet
{
    public static async ValueTask<ZNode?> TryGetAsync(
        Caller caller, ZPath path, OneShotArming arming, ReadOptions options, CancellationToken cancellationToken)
    {
        Task<Stat?> arms = caller.ReadAsync<ExistsRequest, ExistsResponse, Stat?>(
            new ExistsRequest(arming.Path, Watch: true),
            path,
            Projections.Existing,
            options,
            cancellationToken,
            arming).AsTask();
        Task<ZNode?> reads = caller.ReadAsync<GetDataRequest, GetDataResponse, ZNode?>(
            new GetDataRequest(arming.Path), path, Projections.FoundOrNone, options, cancellationToken).AsTask();
        try
        {
            await Task.WhenAll(arms, reads).ConfigureAwait(false);
            return await reads.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            arming.Fail(error);
            throw;
        }
    }
}
