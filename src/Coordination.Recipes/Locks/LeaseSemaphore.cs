using Coordination.Recipes.Contenders;

namespace Coordination.Recipes.Locks;

/// <summary>
/// Permits of which a fixed number are out at a time. Their number stands in the tree, as the data of the semaphore's
/// znode, so that all who use it go by the same one: the first writes it, who asks for another is refused, and
/// <see cref="ResizeAsync"/> changes it for all. Granted in the order of entering.
/// </summary>
/// <remarks>
/// Each who waits watches as many before it as there are permits. What happens when suspended, lost, cancelled or
/// paused is as with <see cref="DistributedMutex"/>. The number is forgotten with the znode, a container, some time
/// after the last has left.
/// </remarks>
public sealed class LeaseSemaphore
{
    /// <summary>The most permits that there may be: each who waits watches as many znodes.</summary>
    public const int MostPermits = 1_000;

    private static readonly string[] Labels = [LockLabels.Permit];

    private readonly ICoordinationClient _client;
    private readonly SemaphoreSize _size;
    private readonly LockAcquirer _acquirer;

    internal LeaseSemaphore(ICoordinationClient client, ZPath path, int permits, LockOptions options)
    {
        _client = client;
        Path = path;
        var line = new ContenderLine(client, path);
        _size = new SemaphoreSize(client, path, permits);
        _acquirer = new LockAcquirer(line, new SemaphoreRule(line, _size), LockLabels.Permit, options);
    }

    /// <summary>The znode below which contenders stand, and whose data is the number of permits.</summary>
    public ZPath Path { get; }

    /// <summary>Waits until a permit is granted.</summary>
    /// <exception cref="InvalidOperationException">Others have agreed on another number of permits.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<LockLease> AcquireAsync(CancellationToken cancellationToken = default) =>
        _acquirer.AcquireAsync(cancellationToken);

    /// <summary>As <see cref="AcquireAsync"/>, but gives up after a time; null where it is over.</summary>
    public ValueTask<LockLease?> TryAcquireAsync(
        TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        LockAcquirer.CheckTimeout(timeout);
        return _acquirer.TryAcquireAsync(timeout, cancellationToken);
    }

    /// <summary>
    /// Changes the number of permits for all; who waits is granted more at once. With fewer, those who hold keep what
    /// they have. Semaphores that are in use follow; one that is made anew must ask for the new number.
    /// </summary>
    public ValueTask ResizeAsync(int permits, CancellationToken cancellationToken = default)
    {
        CheckPermits(permits);
        return _size.ChangeAsync(permits, cancellationToken);
    }

    /// <summary>Who holds a permit and who waits for one since when, in the order of the line.</summary>
    public async ValueTask<IReadOnlyList<LockContender>> GetContendersAsync(
        CancellationToken cancellationToken = default)
    {
        ZNode? znode = await _client.TryGetAsync(Path, options: null, cancellationToken).ConfigureAwait(false);
        int permits = znode is { } found ? SemaphoreSize.Read(found) ?? 0 : 0;
        return await LineReader.ReadAsync(
            _client, Path, line => Math.Min(line.Count, permits), Labels, cancellationToken).ConfigureAwait(false);
    }

    internal static void CheckPermits(int permits)
    {
        if (permits is < 1 or > MostPermits)
        {
            throw new ArgumentOutOfRangeException(
                nameof(permits), permits, $"A semaphore has from 1 to {MostPermits} permits.");
        }
    }
}
