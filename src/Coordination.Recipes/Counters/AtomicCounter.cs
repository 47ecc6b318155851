using Coordination.Internal;
using Coordination.Recipes.Contenders;
using Coordination.Recipes.Internal;

namespace Coordination.Recipes.Counters;

/// <summary>
/// A number of 64 bits that many change, each change taking effect once: optimistic, by the version of its znode. Where
/// there is no znode it is 0. Its znode's data begins with the value in decimal digits.
/// </summary>
/// <remarks>
/// <para><b>Exactly once.</b> The last <see cref="MostWriters"/> who changed the value are marked in the znode with
/// what they did. So a change whose answer was lost is not made twice and not left out, on every ensemble, also where
/// the session was lost with the answer: the next look tells what came of it. Only when so many others have written
/// meanwhile, or somebody has written or replaced the znode by other means, that cannot be told, and
/// <see cref="OutcomeUnknownException"/> says so. A counter that is deleted begins at 0 again, also for a change under
/// way. Each object is one writer (or several, where calls overlap): keep it.</para>
/// <para><b>Suspended</b>, and after a <b>pause</b> of the process: a call waits for the connection. <b>Lost</b>: it
/// goes on in the next session. <b>Cancelled</b>: the change may have been made, or may be yet. It holds nothing in the
/// ensemble.</para>
/// </remarks>
public sealed class AtomicCounter
{
    /// <summary>Writers whose last change is remembered.</summary>
    public const int MostWriters = CounterRecord.MostMarks;

    private readonly ICoordinationClient _client;
    private readonly Lock _sync = new();
    private readonly Stack<WriterMark> _idleWriters = [];

    internal AtomicCounter(ICoordinationClient client, ZPath path)
    {
        _client = client;
        Path = path;
    }

    /// <summary>The znode whose data is the value.</summary>
    public ZPath Path { get; }

    /// <summary>The value.</summary>
    /// <param name="consistency">How fresh it must be.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="InvalidOperationException">The znode's data is no number.</exception>
    public async ValueTask<long> GetAsync(
        ReadConsistency consistency = ReadConsistency.Sequential, CancellationToken cancellationToken = default)
    {
        var options = new ReadOptions { Consistency = consistency };
        while (true)
        {
            try
            {
                ZNode? znode = await _client.TryGetAsync(Path, options, cancellationToken).ConfigureAwait(false);
                return ToRecord(znode).Value;
            }
            catch (SessionExpiredException)
            {
                // A read can be made again, in the next session.
            }
        }
    }

    /// <summary>Adds to it; answers the value after that.</summary>
    /// <param name="delta">What to add; may be negative.</param>
    /// <param name="cancellationToken">Stops the waiting, not the change.</param>
    /// <exception cref="OverflowException">The sum is out of range; nothing was changed.</exception>
    /// <exception cref="OutcomeUnknownException">It may have been added: see the remarks.</exception>
    /// <exception cref="InvalidOperationException">The znode's data is no number; nothing was changed.</exception>
    public async ValueTask<long> AddAsync(long delta, CancellationToken cancellationToken = default)
    {
        long? sum = await ChangeAsync(CounterChange.Add(delta), cancellationToken).ConfigureAwait(false);
        return sum!.Value; // Not null: one can add to any value.
    }

    /// <summary>Sets it, whatever it is.</summary>
    /// <exception cref="OutcomeUnknownException">It may have been set: see the remarks.</exception>
    public async ValueTask SetAsync(long value, CancellationToken cancellationToken = default) =>
        await ChangeAsync(CounterChange.Set(value), cancellationToken).ConfigureAwait(false);

    /// <summary>Sets it if it is what is expected; false, and nothing changed, where it is not.</summary>
    /// <exception cref="OutcomeUnknownException">It may have been set: see the remarks.</exception>
    public async ValueTask<bool> TryExchangeAsync(
        long expected, long value, CancellationToken cancellationToken = default) =>
        await ChangeAsync(CounterChange.Exchange(expected, value), cancellationToken).ConfigureAwait(false) is not null;

    // The value after the change; null where it does not apply.
    private async ValueTask<long?> ChangeAsync(CounterChange change, CancellationToken cancellationToken)
    {
        if (_client.Session.Id == SessionId.None)
            await GetAsync(cancellationToken: cancellationToken).ConfigureAwait(false); // A writer is named after one.
        WriterMark mark = TakeWriter();
        try
        {
            return await ChangeAsync(change, mark, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            GiveBack(mark);
        }
    }

    private async ValueTask<long?> ChangeAsync(
        CounterChange change, WriterMark mark, CancellationToken cancellationToken)
    {
        CounterAttempt? open = null; // What was written last and may yet take effect, and why that is not known.
        CoordinationException? unknown = null;
        while (true)
        {
            CounterAttempt? attempt = null;
            try
            {
                ZNode? znode = await ReadAsync(open is not null, cancellationToken).ConfigureAwait(false);
                CounterRecord now = ToRecord(znode);
                AttemptOutcome? outcome = open?.Judge(znode is null ? null : now, znode?.Stat);
                if (outcome == AttemptOutcome.Happened)
                    return open!.Record.Value; // Not null: it was judged.
                if (outcome == AttemptOutcome.Unknown)
                    throw new OutcomeUnknownException(ErrorCode.ConnectionLoss, Path, unknown);
                if (outcome == AttemptOutcome.DidNotHappen)
                    open = null;

                if (change.Of(now.Value) is not { } value)
                    return null;
                attempt = CounterAttempt.On(now, znode?.Stat, mark, value);
                await WriteAsync(attempt, cancellationToken).ConfigureAwait(false);
                return value;
            }
            catch (RequestRejectedException overtaken) when (
                overtaken.Code is ErrorCode.BadVersion or ErrorCode.NodeExists or ErrorCode.NoNode)
            {
                // Somebody came first, or one's own write of which nothing is known yet.
            }
            catch (RequestRejectedException error) when (open is not null)
            {
                throw new OutcomeUnknownException(error.Code, Path, error);
            }
            catch (OutcomeUnknownException error) when (
                attempt is not null && !PlantedBugs.IsOn(PlantedRecipeBugs.GivesUp))
            {
                (open, unknown) = (attempt, error);
            }
            catch (SessionExpiredException error)
            {
                if (error.MayHaveHappened && attempt is not null)
                    (open, unknown) = (attempt, error);
            }

            if (PlantedBugs.IsOn(PlantedRecipeBugs.AddsAgain))
                open = null;
        }
    }

    private async ValueTask<ZNode?> ReadAsync(bool mustBeNew, CancellationToken cancellationToken)
    {
        // Another replica may serve now, which need not have applied yet what came of the write.
        if (mustBeNew)
            await _client.SyncAsync(Path, options: null, cancellationToken).ConfigureAwait(false);
        return await _client.TryGetAsync(Path, options: null, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask WriteAsync(CounterAttempt attempt, CancellationToken cancellationToken)
    {
        byte[] data = attempt.Record.ToData();
        if (attempt.Version != CounterAttempt.NoVersion)
        {
            int version = PlantedBugs.IsOn(PlantedRecipeBugs.WritesAnyVersion) ? -1 : attempt.Version;
            await _client.SetAsync(Path, data, version, options: null, cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await CreateAsync(data, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
        {
            await ContainerParent.EnsureAsync(_client, Path.Parent, cancellationToken).ConfigureAwait(false);
            await CreateAsync(data, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask CreateAsync(byte[] data, CancellationToken cancellationToken) =>
        await _client.CreateAsync(Path, data, options: null, cancellationToken: cancellationToken)
            .ConfigureAwait(false);

    // Each operation that runs has a writer of its own, so that the last mark of a writer is the only one that matters.
    private WriterMark TakeWriter()
    {
        lock (_sync)
        {
            WriterMark writer = _idleWriters.TryPop(out WriterMark idle)
                ? idle : new WriterMark(ContenderNames.NextId(_client).ToString("N"), 0);
            return writer with { Operation = writer.Operation + 1 };
        }
    }

    private void GiveBack(WriterMark writer)
    {
        lock (_sync)
            _idleWriters.Push(writer);
    }

    private CounterRecord ToRecord(ZNode? znode)
    {
        if (znode is not { } there)
            return CounterRecord.Zero;
        return CounterRecord.Parse(there.Data.Span)
            ?? throw new InvalidOperationException($"The data of '{Path}' is no counter.");
    }
}
