using Coordination.Internal;
using Coordination.Recipes.Contenders;
using Coordination.Recipes.Internal;
using Coordination.Requests;

namespace Coordination.Recipes.Election;

/// <summary>
/// A candidate's turn: the grant is its own, because it has taken it or because it was handed over. Of one candidacy.
/// </summary>
internal sealed class ElectionRule(ContenderLine line, string id) : ITurnRule
{
    /// <summary>The grant's znode as of the write that granted; set once it is the turn.</summary>
    public Stat Grant { get; private set; }

    public async ValueTask<QueueState?> LookAsync(
        Contender mine, WatchSet watches, CancellationToken cancellationToken)
    {
        // The grant first: whoever it names was in line when it was written, so that one who is not among the children
        // read afterwards has left for good.
        ZNode? grant = await line.Client.TryGetAsync(line.Parent, options: null, cancellationToken)
            .ConfigureAwait(false);
        if (grant is not { } read
            || await line.ChildrenAsync(mine, cancellationToken).ConfigureAwait(false) is not { } children)
            return QueueState.Gone;

        Ballot ballot = Succession.Decide(children, mine.Name, GrantRecord.Read(read.Data.Span)?.Name);
        switch (ballot.State)
        {
            case BallotState.Gone:
                return QueueState.Gone;
            case BallotState.Leads:
                Grant = read.Stat;
                return QueueState.Granted;
            case BallotState.IsFirst:
                return await TakeAsync(mine, read.Stat, cancellationToken).ConfigureAwait(false);
            default:
                return await WatchAsync(mine, ballot, watches, cancellationToken).ConfigureAwait(false);
        }
    }

    // Whoever hands over touches the successor's znode, so that it is woken whomever it watches.
    private async ValueTask<QueueState?> WatchAsync(
        Contender mine, Ballot ballot, WatchSet watches, CancellationToken cancellationToken)
    {
        if (!await watches.ArmAsync(mine.Path, cancellationToken).ConfigureAwait(false))
            return QueueState.Gone;
        // Not null: who waits watches somebody.
        bool isThere = await watches.ArmAsync(line.Parent / ballot.Watch!, cancellationToken).ConfigureAwait(false);
        if (!isThere)
            return null;
        return await HasChangedAsync(mine, cancellationToken).ConfigureAwait(false) ? null : QueueState.Waits;
    }

    // Between the look and the watch on its own znode the leadership may have been handed over.
    private async ValueTask<bool> HasChangedAsync(Contender mine, CancellationToken cancellationToken)
    {
        ZNode? grant = await line.Client.TryGetAsync(line.Parent, options: null, cancellationToken)
            .ConfigureAwait(false);
        return grant is not { } read || GrantRecord.Read(read.Data.Span)?.Name == mine.Name;
    }

    /// <summary>Writes the grant, if nobody else has since it was read; null where to look again.</summary>
    private async ValueTask<QueueState?> TakeAsync(Contender mine, Stat seen, CancellationToken cancellationToken)
    {
        int version = PlantedBugs.IsOn(PlantedRecipeBugs.TakesWithoutVersion) ? -1 : seen.Version;
        byte[] data = new GrantRecord(mine.Name, id).ToData();
        try
        {
            IReadOnlyList<OperationResult> results = await line.Client.Transaction()
                .Check(mine.Path).Set(line.Parent, data, version)
                .CommitAsync(options: null, cancellationToken).ConfigureAwait(false);
            if (results[1].Body is not SetDataResponse set)
                return null;
            Grant = set.Stat;
            return QueueState.Granted;
        }
        catch (RequestRejectedException refused) when (refused.Code is ErrorCode.BadVersion or ErrorCode.NoNode)
        {
            return null;
        }
        catch (OutcomeUnknownException)
        {
            return null; // The grant tells.
        }
    }
}
