using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Placement;

/// <summary>
/// A process that takes part in a placement: it follows the map, registers its devices, and helps to keep the map in
/// step with the devices of all.
/// </summary>
/// <remarks>
/// On <em>suspended</em> its devices stay registered until the session's time-out has passed; on <em>lost</em> they
/// are registered again by the next session. A device that is registered and was out for its absence is in again within
/// <see cref="PlacementOptions.Stagger"/> and a few round trips after its member sees both. Keeping pauses while the
/// connection does; nothing goes out early because of that: see <see cref="PlacementOptions.Grace"/>.
/// </remarks>
public sealed class PlacementMember : IAsyncDisposable
{
    private readonly ICoordinationClient _client;
    private readonly PlacementCluster _cluster;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _sync = new();
    private readonly Task _keeping;
    private HashSet<int> _own = [];
    private int _isDisposed;

    internal PlacementMember(
        ICoordinationClient client, PlacementCluster cluster, PlacementFollower follower, PlacementOptions options,
        ILogger logger)
    {
        _client = client;
        _cluster = cluster;
        _logger = logger;
        Follower = follower;
        var keeper = new MapKeeper(client, cluster.Paths, follower, options, () => Volatile.Read(ref _own), logger);
        _keeping = keeper.RunAsync(_stop.Token);
    }

    /// <summary>What it follows; ends with the member.</summary>
    public PlacementFollower Follower { get; }

    /// <summary>The newest snapshot.</summary>
    public PlacementSnapshot Current => Follower.Current;

    /// <summary>
    /// Registers a device, from now until the registration is disposed; answers when it is registered for the first
    /// time.
    /// </summary>
    /// <remarks>
    /// While another session holds the same id this waits: mostly it is the same process before its restart, whose
    /// session has yet to expire.
    /// </remarks>
    /// <param name="device">What it says of itself.</param>
    /// <param name="cancellationToken">Ends the waiting, and the registration.</param>
    /// <exception cref="ArgumentException">Something in the description is out of range.</exception>
    /// <exception cref="InvalidOperationException">This member has registered the device already.</exception>
    /// <exception cref="RequestRejectedException">The znodes may not be written.</exception>
    public async ValueTask<DeviceRegistration> RegisterAsync(
        DeviceDescription device, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        _ = DeviceRecord.Encode(device); // What is wrong with it is said here.
        await _cluster.EnsurePathsAsync(cancellationToken).ConfigureAwait(false);
        if (!TrySetOwn(own => own.Add(device.Id)))
            throw new InvalidOperationException($"This member has registered device {device.Id} already.");
        var registration = new DeviceRegistration(
            _client, _cluster.Paths, device, _logger, () => TrySetOwn(own => own.Remove(device.Id)));
        try
        {
            await registration.WaitAsync(cancellationToken).ConfigureAwait(false);
            return registration;
        }
        catch
        {
            await registration.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Leaves; registrations are disposed by who made them. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        _stop.Cancel();
        await _keeping.ConfigureAwait(false);
        await Follower.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private bool TrySetOwn(Func<HashSet<int>, bool> change)
    {
        lock (_sync)
        {
            HashSet<int> own = [.. _own];
            bool isChanged = change(own);
            Volatile.Write(ref _own, own);
            return isChanged;
        }
    }
}
