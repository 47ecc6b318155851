using Coordination.Work;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Election;

/// <summary>
/// One term after the other, for as long as nobody asks to end it. A term ends with its work: because that is done, has
/// failed, or the leadership was lost. The campaign goes on.
/// </summary>
internal sealed partial class Campaign(LeaderElection election, ElectionOptions options, ILogger logger)
{
    private readonly TimeProvider _clock = election.Client.TimeProvider;
    private readonly TermBackoff _backoff = new(options.RetryDelay, options.MaxRetryDelay);

    /// <param name="work">What a leader does; its token is cancelled when the term is lost or is to end.</param>
    /// <param name="cancellationToken">Ends the campaign.</param>
    public async Task RunAsync(Func<Leadership, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await StandAsync(cancellationToken).ConfigureAwait(false) is not { } term)
                continue;
            long began = _clock.GetTimestamp();
            Log.TermBegun(logger, options.Id, election.Path, term.FencingToken);
            Exception? failure = await ServeAsync(term, work, cancellationToken).ConfigureAwait(false);
            await ResignAsync(term).ConfigureAwait(false);
            if (failure is null)
            {
                _backoff.Reset();
                continue;
            }

            TimeSpan delay = _backoff.Next(_clock.GetElapsedTime(began));
            Log.TermFailed(logger, failure, options.Id, election.Path, delay.TotalMilliseconds);
            await _clock.DelayAsync(delay, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until it leads; null after it was refused and has waited.</summary>
    private async ValueTask<Leadership?> StandAsync(CancellationToken cancellationToken)
    {
        TimeSpan delay;
        try
        {
            return await election.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RequestRejectedException refused)
        {
            // A right may be granted, and a quota raised, while the campaign goes on.
            delay = _backoff.Next(TimeSpan.Zero);
            Log.CandidacyRefused(logger, refused, options.Id, election.Path, delay.TotalMilliseconds);
        }

        await _clock.DelayAsync(delay, cancellationToken).ConfigureAwait(false);
        return null;
    }

    // The application's work: whatever it throws ends this term only, and is logged by the caller.
    private async ValueTask<Exception?> ServeAsync(
        Leadership term, Func<Leadership, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, term.Lost);
        try
        {
            await work(term, ends.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private async ValueTask ResignAsync(Leadership term)
    {
        if (term.Lost.IsCancellationRequested)
            Log.TermLost(logger, options.Id, election.Path, term.FencingToken);
        else
            Log.TermEnded(logger, options.Id, election.Path);
        try
        {
            await term.DisposeAsync().ConfigureAwait(false);
        }
        catch (RequestRejectedException refused)
        {
            Log.CandidacyRefused(logger, refused, options.Id, election.Path, delayMs: 0);
        }
    }
}
