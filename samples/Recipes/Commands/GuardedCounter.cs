using System.Globalization;
using System.Text;
using Coordination.Requests;
using Coordination.Samples.Recipes.Events;

namespace Coordination.Samples.Recipes.Commands;

/// <summary>
/// A counter in decimal text that a holder adds one to, by a transaction which happens only while its lease is the
/// newest.
/// </summary>
internal sealed class GuardedCounter(ICoordinationClient client, ZPath path, HeldLease held, EventWriter events)
{
    private ZNode? _unknownFrom;

    public async Task AddOneAsync(CancellationToken cancellationToken)
    {
        int? version = null;
        bool isRefused = false;
        while (version is null && !isRefused && !cancellationToken.IsCancellationRequested)
        {
            try
            {
                ZNode? counter = await client.TryGetAsync(path, cancellationToken: cancellationToken);
                version = FindOutcome(counter) ?? await TryAddAsync(counter, cancellationToken);
            }
            catch (RequestRejectedException refused)
            {
                isRefused = refused is TransactionRejectedException { FailedIndex: var index }
                    && index < (held.Tokens?.Count ?? 1);
                if (!isRefused && refused.Code is not (ErrorCode.BadVersion or ErrorCode.NodeExists))
                    throw;
            }
            catch (Exception error) when (error is OutcomeUnknownException or SessionExpiredException)
            {
                // Looks what has become of it, and does it again where it did not happen.
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

    private async Task<int?> TryAddAsync(ZNode? counter, CancellationToken cancellationToken)
    {
        _unknownFrom = counter;
        ICoordinationTransaction transaction = client.Transaction().Guarded(held.Lease);
        if (counter is { } found)
            transaction.Set(path, ToData(Value(found) + 1), found.Stat.Version);
        else
            transaction.Create(path, ToData(0)).Set(path, ToData(1), version: 0);
        IReadOnlyList<OperationResult> results = await transaction.CommitAsync(null, cancellationToken);
        return (results[^1].Body as SetDataResponse)?.Stat.Version;
    }

    // After a lost answer: who still holds the lease is the only one who can have written.
    private int? FindOutcome(ZNode? now)
    {
        if (_unknownFrom is not { } before || now is not { } found || !held.Lease.IsHeld)
            return null;
        return found.Stat.Version == before.Stat.Version + 1 ? found.Stat.Version : null;
    }

    private static long Value(ZNode counter) =>
        long.Parse(counter.Data.Span, NumberStyles.None, CultureInfo.InvariantCulture);

    private static byte[] ToData(long value) => Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture));
}
