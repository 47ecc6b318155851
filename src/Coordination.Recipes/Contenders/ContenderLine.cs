using System.Text;
using Coordination.Internal;
using Coordination.Recipes.Internal;

namespace Coordination.Recipes.Contenders;

/// <summary>
/// The children of one znode as a line in which contenders stand. Entering is safe against lost answers: whether the
/// znode was created is found out by its name, so that no orphan is left which nobody would ever remove while the
/// session stands (Curator: <c>withProtection</c>).
/// </summary>
internal sealed class ContenderLine(ICoordinationClient client, ZPath parent)
{
    private readonly ContenderZnodes _znodes = new(client, parent);

    public ICoordinationClient Client => client;

    public ZPath Parent => parent;

    /// <summary>Takes the last place in the line.</summary>
    /// <param name="prefix">The beginning of the znode's name, of <see cref="ContenderNames"/>.</param>
    /// <param name="id">Who contends, for people who look.</param>
    /// <param name="cancellationToken">What may have been created by then is removed.</param>
    public async ValueTask<Contender> EnterAsync(
        ContenderPrefix prefix, string id, CancellationToken cancellationToken)
    {
        bool isAmbiguous = false;
        byte[] data = Encoding.UTF8.GetBytes(id);
        while (true)
        {
            try
            {
                if (isAmbiguous && await FindAsync(prefix, cancellationToken).ConfigureAwait(false) is { } found)
                    return found;
                (ZPath path, ZPath? companion, Stat stat) =
                    await _znodes.CreateAsync(prefix, data, cancellationToken).ConfigureAwait(false);
                if (SessionOf(stat) is { } session)
                    return new Contender(path, companion, prefix, stat, session, isAmbiguous);
            }
            catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
            {
                // It is the first one here, or the container was reaped after the last had left.
                await ContainerParent.EnsureAsync(client, parent, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestRejectedException) when (isAmbiguous)
            {
                _ = RemoveAsync(prefix, client.Session);
                throw;
            }
            catch (OutcomeUnknownException)
            {
                isAmbiguous = !PlantedBugs.IsOn(PlantedRecipeBugs.CreatesAgain);
            }
            catch (SessionExpiredException)
            {
                // What may have been created goes with its session; the next one enters.
            }
            catch (OperationCanceledException)
            {
                _ = RemoveAsync(prefix, client.Session);
                throw;
            }
        }
    }

    /// <summary>
    /// Leaves the line: when it ends the place is free, or will be as its session ends. Waits for the server no longer
    /// than the session stands.
    /// </summary>
    /// <exception cref="RequestRejectedException">The znode may not be deleted (<see cref="ErrorCode.NoAuth"/>).
    /// </exception>
    public async ValueTask LeaveAsync(Contender contender)
    {
        try
        {
            await _znodes.DeleteAsync(contender, contender.Session.Lost).ConfigureAwait(false);
        }
        catch (Exception over) when (IsOver(over))
        {
            return; // It goes with its session.
        }

        if (contender.MayHaveTwin)
            await RemoveAsync(contender.Prefix, contender.Session).ConfigureAwait(false);
    }

    /// <summary>
    /// Leaves the line without waiting for the answer: the request goes out before this returns, or as soon as a server
    /// is connected.
    /// </summary>
    public void Abandon(Contender contender)
    {
        if (!PlantedBugs.IsOn(PlantedRecipeBugs.LeavesZnodeBehind))
            _ = AbandonAsync(contender);
    }

    /// <summary>
    /// The names in line, in no particular order; null where the line is gone, and the contender with it. A second
    /// znode of this contender is deleted: see <see cref="Contender.MayHaveTwin"/>.
    /// </summary>
    public async ValueTask<IReadOnlyList<string>?> ChildrenAsync(
        Contender contender, CancellationToken cancellationToken)
    {
        try
        {
            ZChildren children = await client.GetChildrenAsync(parent, options: null, cancellationToken)
                .ConfigureAwait(false);
            return contender.MayHaveTwin
                ? await WithoutTwinsAsync(contender, children.Names, cancellationToken).ConfigureAwait(false)
                : children.Names;
        }
        catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
        {
            return null;
        }
    }

    private async ValueTask<IReadOnlyList<string>> WithoutTwinsAsync(
        Contender contender, IReadOnlyList<string> children, CancellationToken cancellationToken)
    {
        string? companion = contender.Companion?.Name.ToString();
        string[] twins =
        [
            .. children.Where(name => name != contender.Name && name != companion && contender.Prefix.Owns(name)),
        ];
        foreach (string twin in twins)
            await _znodes.DeleteAsync(parent / twin, cancellationToken).ConfigureAwait(false);
        return twins.Length == 0 ? children : [.. children.Except(twins)];
    }

    // Who is refused the deletion stays in line until the session ends; there is nobody left to tell.
    private async Task AbandonAsync(Contender contender)
    {
        try
        {
            await LeaveAsync(contender).ConfigureAwait(false);
        }
        catch (RequestRejectedException)
        {
        }
    }

    /// <summary>Whether a create whose answer was lost happened; adopts its znode only if this session owns it
    /// (CURATOR-498).</summary>
    private async ValueTask<Contender?> FindAsync(ContenderPrefix prefix, CancellationToken cancellationToken)
    {
        // The replica that serves now may not have applied yet what another one committed.
        await client.SyncAsync(parent, options: null, cancellationToken).ConfigureAwait(false);
        ZChildren children = await client.GetChildrenAsync(parent, options: null, cancellationToken)
            .ConfigureAwait(false);
        foreach (string name in children.Names.Where(name => name.StartsWith(prefix.Text, StringComparison.Ordinal)))
        {
            ZPath path = parent / name;
            Stat? stat = await client.ExistsAsync(path, options: null, cancellationToken).ConfigureAwait(false);
            if (stat is { } mine && SessionOf(mine) is { } session)
                return new Contender(path, _znodes.CompanionOf(path, prefix), prefix, mine, session, MayHaveTwin: true);
        }

        return null;
    }

    /// <summary>Deletes whatever may have come to be under a prefix, for as long as its session stands.</summary>
    private async Task RemoveAsync(ContenderPrefix prefix, ICoordinationSession session)
    {
        while (!session.Lost.IsCancellationRequested)
        {
            try
            {
                await client.SyncAsync(parent, options: null, session.Lost).ConfigureAwait(false);
                ZChildren children = await client.GetChildrenAsync(parent, options: null, session.Lost)
                    .ConfigureAwait(false);
                foreach (string name in children.Names.Where(prefix.Owns))
                    await _znodes.DeleteAsync(parent / name, session.Lost).ConfigureAwait(false);
                return;
            }
            catch (OutcomeUnknownException)
            {
                // Look again.
            }
            catch (Exception over) when (IsOver(over) || over is RequestRejectedException)
            {
                return; // Without parent, session or client nothing is left; without the right to, nothing can be done.
            }
        }
    }

    private ICoordinationSession? SessionOf(in Stat stat)
    {
        ICoordinationSession session = client.Session;
        return session.Id == stat.EphemeralOwner && !session.Lost.IsCancellationRequested ? session : null;
    }

    private static bool IsOver(Exception error) =>
        error is SessionExpiredException or OperationCanceledException or ObjectDisposedException;
}
