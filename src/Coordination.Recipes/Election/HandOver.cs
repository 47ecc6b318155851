using Coordination.Recipes.Contenders;

namespace Coordination.Recipes.Election;

/// <summary>Writes the grant to who comes next and leaves the line, as one transaction.</summary>
internal sealed class HandOver(ICoordinationClient client, ZPath election, Contender leader, int grantVersion)
{
    public async ValueTask<bool> RunAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, leader.Session.Lost);
        while (true)
        {
            try
            {
                if (await TryAsync(either.Token).ConfigureAwait(false) is { } isHandedOver)
                    return isHandedOver;
            }
            catch (RequestRejectedException changed) when (changed.Code is ErrorCode.NoNode or ErrorCode.BadVersion)
            {
                // The successor has left meanwhile; or this one has been found dead, which the next look shows.
            }
            catch (OutcomeUnknownException)
            {
                // The grant tells.
            }
            catch (SessionExpiredException)
            {
                return false;
            }
            catch (OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return false; // The session is lost, and the leadership with it.
            }
        }
    }

    /// <summary>Whether it is done; null where the successor has left meanwhile.</summary>
    private async ValueTask<bool?> TryAsync(CancellationToken cancellationToken)
    {
        ZNode? grant = await client.TryGetAsync(election, options: null, cancellationToken).ConfigureAwait(false);
        if (grant is not { } read)
            return false;
        if (GrantRecord.Read(read.Data.Span) is not { } record || record.Name != leader.Name)
            return true; // An earlier attempt whose answer was lost.
        ZChildren children = await client.GetChildrenAsync(election, options: null, cancellationToken)
            .ConfigureAwait(false);
        if (!children.Names.Contains(leader.Name) || Succession.Next(children.Names, leader.Name) is not { } next)
            return false;
        if (await client.TryGetAsync(election / next, options: null, cancellationToken).ConfigureAwait(false)
            is not { } successor)
            return null;

        // Touching the successor's znode wakes it, whomever it watches.
        string id = System.Text.Encoding.UTF8.GetString(successor.Data.Span);
        await client.Transaction()
            .Set(successor.Path, successor.Data)
            .Set(election, new GrantRecord(next, id).ToData(), grantVersion)
            .Delete(leader.Path)
            .CommitAsync(options: null, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
