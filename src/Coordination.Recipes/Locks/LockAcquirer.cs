using Coordination.Recipes.Contenders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coordination.Recipes.Locks;

/// <summary>What all locks share: to enter a line by a name, wait for the turn, and hand out the lease.</summary>
internal sealed class LockAcquirer
{
    private readonly ContenderLine _line;
    private readonly TurnWaiter _waiter;
    private readonly Func<ContenderPrefix> _nextPrefix;
    private readonly LockOptions _options;
    private readonly ILogger _logger;
    private readonly string _key;

    /// <summary>For a lock whose contenders are named as Curator does it, with this label.</summary>
    public LockAcquirer(ContenderLine line, ITurnRule rule, string label, LockOptions options)
        : this(line, rule, label, () => ContenderNames.Curator(line.Client, label), options)
    {
    }

    /// <param name="line">The line.</param>
    /// <param name="rule">Whose turn it is.</param>
    /// <param name="kind">What is contended for, of all that there is below one path.</param>
    /// <param name="nextPrefix">Gives the name to enter by, a new one each time.</param>
    /// <param name="options">Choices.</param>
    public LockAcquirer(
        ContenderLine line, ITurnRule rule, string kind, Func<ContenderPrefix> nextPrefix, LockOptions options)
    {
        ArgumentNullException.ThrowIfNull(options.Id, nameof(options));
        _line = line;
        _options = options;
        _waiter = new TurnWaiter(line, rule);
        _key = $"{line.Parent}/{kind}";
        _nextPrefix = nextPrefix;
        _logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<LockLease>();
    }

    public async ValueTask<LockLease> AcquireAsync(CancellationToken cancellationToken)
    {
        LockLease? lease = await AcquireAsync(waits: true, cancellationToken).ConfigureAwait(false);
        return lease!; // Not null: who waits is granted it in the end, or cancelled.
    }

    /// <summary>Waits at most for a time; with zero, for the answers of the ensemble only.</summary>
    public async ValueTask<LockLease?> TryAcquireAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (timeout == TimeSpan.Zero)
            return await AcquireAsync(waits: false, cancellationToken).ConfigureAwait(false);
        using var late = new CancellationTokenSource(timeout, _line.Client.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await AcquireAsync(waits: true, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static void CheckTimeout(TimeSpan timeout) =>
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);

    private async ValueTask<LockLease?> AcquireAsync(bool waits, CancellationToken cancellationToken)
    {
        if (_options.Owner?.TryReenter(_line.Client, _key) is { } again)
            return again;
        Contender? mine = await _waiter.AcquireAsync(_nextPrefix, _options.Id, waits, cancellationToken)
            .ConfigureAwait(false);
        if (mine is null)
            return null;
        var grant = new LockGrant(_line, mine, _options.Id, _logger);
        _options.Owner?.Remember(_line.Client, _key, grant);
        return new LockLease(grant);
    }
}
