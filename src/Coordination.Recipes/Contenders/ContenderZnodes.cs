using System.Globalization;
using Coordination.Requests;

namespace Coordination.Recipes.Contenders;

/// <summary>Makes and deletes the znodes of contenders: one each, or two in one step.</summary>
internal sealed class ContenderZnodes(ICoordinationClient client, ZPath parent)
{
    private const CreateMode Mode = CreateMode.EphemeralSequential;

    public async ValueTask<(ZPath Path, ZPath? Companion, Stat Stat)> CreateAsync(
        ContenderPrefix prefix, byte[] data, CancellationToken cancellationToken)
    {
        ZPath own = parent / prefix.Text;
        if (prefix.Companion is null)
        {
            CreateResponse created = await client
                .CreateWithStatAsync(own, data, Mode, options: null, cancellationToken).ConfigureAwait(false);
            return (created.Path, null, created.Stat);
        }

        IReadOnlyList<OperationResult> results = await client.Transaction()
            .Create(own, data, Mode).Create(parent / prefix.Companion, data, Mode)
            .CommitAsync(options: null, cancellationToken).ConfigureAwait(false);
        ZPath path = results[0].Path!.Value; // Not null: so a create is answered.

        // Apache ZooKeeper before 3.8.1 and 3.9 answers a create in a transaction without its stat (ZOOKEEPER-4026).
        Stat? stat = results[0].Stat is { } told && told.EphemeralOwner != SessionId.None
            ? told : await client.ExistsAsync(path, options: null, cancellationToken).ConfigureAwait(false);
        return (path, results[1].Path, stat ?? default);
    }

    /// <summary>The companion of a contender: it has the next number.</summary>
    public ZPath? CompanionOf(ZPath path, ContenderPrefix prefix)
    {
        if (prefix.Companion is null)
            return null;
        int sequence = int.Parse(path.Name[prefix.Text.Length..], CultureInfo.InvariantCulture);
        return parent / (prefix.Companion + ContenderName.Number(unchecked(sequence + 1)));
    }

    /// <summary>Deletes a contender's znodes together; those that are gone already are none to delete.</summary>
    public async ValueTask DeleteAsync(Contender contender, CancellationToken cancellationToken)
    {
        if (contender.Companion is not { } companion)
        {
            await DeleteAsync(contender.Path, cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await client.Transaction().Delete(contender.Path).Delete(companion)
                .CommitAsync(options: null, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is OutcomeUnknownException
            or RequestRejectedException { Code: ErrorCode.NoNode })
        {
            // One or both may be gone: each by itself.
            await DeleteAsync(contender.Path, cancellationToken).ConfigureAwait(false);
            await DeleteAsync(companion, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DeleteAsync(ZPath path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await client.DeleteAsync(path, cancellationToken: cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (RequestRejectedException gone) when (gone.Code == ErrorCode.NoNode)
            {
                return;
            }
            catch (OutcomeUnknownException)
            {
                // Nobody else has this name: deleting it twice does no harm.
            }
        }
    }
}
