using System.Runtime.CompilerServices;
using Coordination.Internal;

namespace Coordination.Recipes.Placement;

/// <summary>Writes the map, once and only over the version it was made from, whatever answers are lost.</summary>
/// <remarks>
/// The idea: every change has a name, and the map remembers the newest names. Where an answer was lost the same bytes
/// are written again over the same version: at most one of the two can succeed, because the version moves on. If the
/// second is refused, the names in the map say whether it was the first that succeeded.
/// </remarks>
internal sealed class MapWriter(ICoordinationClient client, PlacementPaths paths)
{
    // Names must not repeat within a session, which all writers of its client share.
    private static readonly ConditionalWeakTable<ICoordinationClient, StrongBox<long>> Numbers = [];

    /// <returns>The version that this change made.</returns>
    /// <exception cref="RequestRejectedException">
    /// <see cref="ErrorCode.BadVersion"/>: the map has been changed since; nothing happened.
    /// </exception>
    /// <exception cref="OutcomeUnknownException">
    /// An answer was lost, and so many changes came since that the map no longer remembers.
    /// </exception>
    public async ValueTask<int> ReplaceAsync(PlacementMap map, int version, CancellationToken cancellationToken)
    {
        ChangeId change = NextChange();
        byte[] bytes = PlacementMapCodec.Encode(map.Remembering(change));
        bool mayBeDone = false;
        int expected = PlantedBugs.IsOn(PlantedPlacementBugs.WritesBlindly) ? -1 : version;
        while (true)
        {
            try
            {
                Stat stat = await client.SetAsync(paths.Map, bytes, expected, null, cancellationToken)
                    .ConfigureAwait(false);
                return stat.Version;
            }
            catch (RequestRejectedException conflict) when (
                conflict.Code == ErrorCode.BadVersion && mayBeDone
                && !PlantedBugs.IsOn(PlantedPlacementBugs.ChangesTwice))
            {
                if (await IsRememberedAsync(change, version, cancellationToken).ConfigureAwait(false))
                    return version + 1;
                throw;
            }
            catch (Exception lost) when (lost is OutcomeUnknownException or SessionExpiredException)
            {
                mayBeDone |= lost is not SessionExpiredException { MayHaveHappened: false };
            }
        }
    }

    /// <summary>Makes the map where there is none.</summary>
    /// <returns>Whether this call made it.</returns>
    public async ValueTask<bool> CreateAsync(PlacementMap map, CancellationToken cancellationToken)
    {
        ChangeId change = NextChange();
        byte[] bytes = PlacementMapCodec.Encode(map.Remembering(change));
        bool mayBeDone = false;
        while (true)
        {
            try
            {
                await client.CreateAsync(paths.Map, bytes, cancellationToken: cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (RequestRejectedException exists) when (exists.Code == ErrorCode.NodeExists)
            {
                return mayBeDone && await IsRememberedAsync(change, -1, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception lost) when (lost is OutcomeUnknownException or SessionExpiredException)
            {
                mayBeDone |= lost is not SessionExpiredException { MayHaveHappened: false };
            }
        }
    }

    private async ValueTask<bool> IsRememberedAsync(
        ChangeId change, int version, CancellationToken cancellationToken)
    {
        ZNode znode = await Persistence.UntilAnsweredAsync(
            token => client.GetAsync(
                paths.Map, new ReadOptions { Consistency = ReadConsistency.Linearizable }, token),
            cancellationToken).ConfigureAwait(false);
        PlacementMap now = PlacementMapCodec.Decode(znode.Data.Span);
        if (now.Changes.Contains(change))
            return true;
        return znode.Stat.Version <= version + PlacementLimits.RememberedChanges
            ? false : throw new OutcomeUnknownException(ErrorCode.BadVersion, paths.Map);
    }

    private ChangeId NextChange() => new(
        client.Session.Id.Value, Interlocked.Increment(ref Numbers.GetOrCreateValue(client).Value));
}
