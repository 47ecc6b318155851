using Coordination.Recipes.Contenders;

namespace Coordination.Recipes.Locks;

/// <summary>
/// A lock that many hold for reading or one for writing. It is fair: who comes later never overtakes, so that writers
/// do not starve; a writer watches the one before it, a reader the last writer before it.
/// </summary>
/// <remarks>
/// The layout is that of Curator's <c>InterProcessReadWriteLock</c>. What happens when suspended, lost, cancelled or
/// paused is as with <see cref="DistributedMutex"/>. A reader cannot be made a writer: two that tried would wait for
/// each other.
/// </remarks>
public sealed class ReadWriteLock
{
    private static readonly string[] Labels = [LockLabels.Read, LockLabels.Write];

    private readonly ICoordinationClient _client;
    private readonly LockAcquirer _readers;
    private readonly LockAcquirer _writers;

    internal ReadWriteLock(ICoordinationClient client, ZPath path, LockOptions options)
    {
        _client = client;
        Path = path;
        var line = new ContenderLine(client, path);
        _readers = new LockAcquirer(line, new ReadRule(line), LockLabels.Read, options);
        _writers = new LockAcquirer(line, new MutexRule(line, ReadWriteQueue.DecideWrite), LockLabels.Write, options);
    }

    /// <summary>The znode below which contenders stand.</summary>
    public ZPath Path { get; }

    /// <summary>Waits until it may read: no writer before it holds or waits.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<LockLease> AcquireReadAsync(CancellationToken cancellationToken = default) =>
        _readers.AcquireAsync(cancellationToken);

    /// <summary>Waits until it may write: nobody before it holds or waits.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<LockLease> AcquireWriteAsync(CancellationToken cancellationToken = default) =>
        _writers.AcquireAsync(cancellationToken);

    /// <summary>As <see cref="AcquireReadAsync"/>, but gives up after a time; null where it is over.</summary>
    public ValueTask<LockLease?> TryAcquireReadAsync(
        TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        LockAcquirer.CheckTimeout(timeout);
        return _readers.TryAcquireAsync(timeout, cancellationToken);
    }

    /// <summary>As <see cref="AcquireWriteAsync"/>, but gives up after a time; null where it is over.</summary>
    public ValueTask<LockLease?> TryAcquireWriteAsync(
        TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        LockAcquirer.CheckTimeout(timeout);
        return _writers.TryAcquireAsync(timeout, cancellationToken);
    }

    /// <summary>
    /// Turns writing into reading without a moment in which another could write: the lease stays as it is, with its
    /// token, and from now on lets in the readers that follow it. Curator's readers do not know of this and wait until
    /// the lease is disposed.
    /// </summary>
    /// <param name="writer">What <see cref="AcquireWriteAsync"/> gave.</param>
    /// <param name="cancellationToken">Stops the waiting; it may have happened then.</param>
    /// <exception cref="ArgumentException">It is no lease for writing on this lock.</exception>
    /// <exception cref="SessionExpiredException">It is lost.</exception>
    /// <exception cref="OutcomeUnknownException">It may have happened; it may be done again.</exception>
    public async ValueTask DowngradeAsync(LockLease writer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (writer.Path.Parent != Path
            || !ContenderName.TryParse(writer.Path.Name.ToString(), [LockLabels.Write], out _))
            throw new ArgumentException($"'{writer.Path}' does not write under '{Path}'.", nameof(writer));
        if (!writer.IsHeld)
            throw new SessionExpiredException(path: writer.Path);
        try
        {
            await _client.SetAsync(
                writer.Path, HolderData.Downgraded(writer.Grant.Id), cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        }
        catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
        {
            throw new SessionExpiredException(path: writer.Path);
        }
    }

    /// <summary>Who holds the lock and who waits for it since when, in the order of the line.</summary>
    public ValueTask<IReadOnlyList<LockContender>> GetContendersAsync(CancellationToken cancellationToken = default) =>
        LineReader.ReadAsync(_client, Path, CountHolders, Labels, cancellationToken);

    /// <summary>The first, and where it reads those that read and follow it without a writer between.</summary>
    private static int CountHolders(IReadOnlyList<(ContenderName Name, bool IsReader)> line) =>
        line.Count > 0 && !line[0].IsReader ? 1 : line.TakeWhile(static entry => entry.IsReader).Count();
}
