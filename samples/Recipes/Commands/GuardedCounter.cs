using System.Globalization;
using System.Text;
using Coordination.Samples.Recipes.Events;

namespace Coordination.Samples.Recipes.Commands;

/// <summary>
/// A counter in decimal text that a holder adds one to, by a transaction which happens only while its lease is the
/// newest.
/// </summary>
internal sealed class GuardedCounter(ICoordinationClient client, ZPath path, HeldLease held, EventWriter events)
{
    // The version that an attempt makes whose answer was lost; null while there is none.
    private int? _unknownVersion;

    public async Task AddOneAsync(CancellationToken cancellationToken)
    {
        int? version = null;
        bool isRefused = false;
        while (version is null && !isRefused && !cancellationToken.IsCancellationRequested)
        {
            try
            {
                ZNode? counter = await client.TryGetAsync(path, cancellationToken: cancellationToken);
                version = FindOutcome(counter) ?? await TryAddAsync(counter);
            }
            catch (RequestRejectedException refused)
            {
                isRefused = refused is TransactionRejectedException { FailedIndex: var index }
                    && index < (held.Tokens?.Count ?? 1);
                if (!isRefused && refused.Code is not (ErrorCode.BadVersion or ErrorCode.NodeExists))
                    throw;
            }
            catch (SessionExpiredException)
            {
                // The lease is lost with it: the next attempt is refused.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }

        if (version is { } done)
            events.Write(held.Tell("guarded") with { Version = done });
        else if (isRefused)
            events.Write(held.Tell("refused"));
    }

    private async Task<int?> TryAddAsync(ZNode? counter)
    {
        _unknownVersion = null;
        int next = counter is { } seen ? seen.Stat.Version + 1 : 1;
        ICoordinationTransaction transaction = client.Transaction().Guarded(held.Lease);
        if (counter is { } found)
            transaction.Set(path, ToData(Value(found) + 1), found.Stat.Version);
        else
            transaction.Create(path, ToData(0)).Set(path, ToData(1), version: 0);
        try
        {
            await transaction.CommitAsync();
            return next;
        }
        catch (OutcomeUnknownException)
        {
            _unknownVersion = next;
            return null;
        }
    }

    // After a lost answer: who still holds the lease is the only one who can have written.
    private int? FindOutcome(ZNode? now) =>
        _unknownVersion is { } version && now?.Stat.Version == version && held.Lease.IsHeld ? version : null;

    private static long Value(ZNode counter) =>
        long.Parse(counter.Data.Span, NumberStyles.None, CultureInfo.InvariantCulture);

    private static byte[] ToData(long value) => Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture));
}
