using Coordination.Internal;
using Coordination.Work;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Placement;

/// <summary>
/// A device that this process has, registered from session to session until it is disposed. Others see it up while the
/// session stands.
/// </summary>
/// <remarks>
/// On <em>suspended</em> it stays registered, as far as the others can see, until the session's time-out. On
/// <em>lost</em> it is down for the others until the next session has registered it, without anybody's doing.
/// It is no lease: two processes with the same id are never both registered, but who was cut off may go on for a while
/// in the belief that it is; <see cref="IsRegistered"/> compares clocks.
/// </remarks>
public sealed partial class DeviceRegistration : IAsyncDisposable
{
    private readonly ICoordinationClient _client;
    private readonly PlacementPaths _paths;
    private readonly ILogger _logger;
    private readonly Action _onDispose;
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<SessionId> _sessions = [];
    private readonly Latest<ICoordinationSession> _registered;
    private readonly Task _registering;
    private int _isDisposed;

    internal DeviceRegistration(
        ICoordinationClient client, PlacementPaths paths, DeviceDescription device, ILogger logger,
        Action onDispose)
    {
        _client = client;
        _paths = paths;
        _logger = logger;
        _onDispose = onDispose;
        Description = device;
        _registered = new Latest<ICoordinationSession>(WorkScheduler.For(client.TimeProvider));
        _registering = KeepRegisteredAsync();
    }

    /// <summary>What the device said of itself last.</summary>
    public DeviceDescription Description { get; private set; }

    /// <summary>Whether the device is registered by a session that is proven to stand.</summary>
    public bool IsRegistered =>
        _isDisposed == 0 && _registered.Current.Value is { IsValid: true } session && session == _client.Session;

    /// <summary>Says something else of the device: another endpoint, or that it wants to be emptied.</summary>
    /// <param name="device">The new description; of the same id.</param>
    /// <param name="cancellationToken">Ends the trying; whether it was written is unknown then.</param>
    /// <exception cref="ArgumentException">Another id, or something out of range.</exception>
    public async ValueTask UpdateAsync(DeviceDescription device, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (device.Id != Description.Id)
        {
            throw new ArgumentException(
                $"This is the registration of device {Description.Id}, not {device.Id}.", nameof(device));
        }

        byte[] record = DeviceRecord.Encode(device);
        Description = device;
        await Persistence.UntilAnsweredAsync(
            token => _client.SetAsync(_paths.DeviceOf(device.Id), record, -1, null, token), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Takes the device down, at once for all others. Its data stays where it is for the grace, as with a failure; to
    /// empty it first, let it drain. Idempotent.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        _stop.Cancel();
        await _registering.ConfigureAwait(false);
        _onDispose();
        _stop.Dispose();
    }

    /// <summary>Waits until it has been registered once.</summary>
    internal async ValueTask WaitAsync(CancellationToken cancellationToken) =>
        await _registered.AfterAsync(0, cancellationToken).ConfigureAwait(false);

    private async Task KeepRegisteredAsync()
    {
        try
        {
            while (true)
                await StepAsync().ConfigureAwait(false);
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            await GoDownAsync().ConfigureAwait(false);
            _registered.End(new ObjectDisposedException(nameof(DeviceRegistration)));
        }
        catch (Exception end)
        {
            Log.RegistrationEnded(_logger, Description.Id, end);
            _registered.End(end);
        }
    }

    private async ValueTask StepAsync()
    {
        _stop.Token.ThrowIfCancellationRequested();
        using var change = new OneShotWatch(_client.TimeProvider);
        try
        {
            Stat? up = await _client
                .ExistsAsync(_paths.UpOf(Description.Id), new ReadOptions { Watch = change }, _stop.Token)
                .ConfigureAwait(false);
            ICoordinationSession session = _client.Session; // After the read, which may have waited for it.
            RegistrationStep step = RegistrationSteps.Next(up?.EphemeralOwner, session.Id, _sessions);
            if (PlantedBugs.IsOn(PlantedPlacementBugs.RegistersOnce) && _registered.Current.Value is not null)
                step = RegistrationStep.Wait;
            switch (step)
            {
                case RegistrationStep.Wait:
                    TellRegistered(session);
                    await WaitForChangeAsync(change, session).ConfigureAwait(false);
                    break;
                case RegistrationStep.Yield:
                    Log.DeviceTaken(_logger, Description.Id, up.GetValueOrDefault().EphemeralOwner.Value);
                    await WaitForChangeAsync(change, session).ConfigureAwait(false);
                    break;
                default:
                    _sessions.Add(session.Id);
                    await RegisterAsync(step == RegistrationStep.TakeOver).ConfigureAwait(false);
                    break;
            }
        }
        catch (Exception lost) when (lost is OutcomeUnknownException or SessionExpiredException)
        {
            // What may have happened is seen at the next look.
        }
    }

    private void TellRegistered(ICoordinationSession session)
    {
        if (_registered.Current.Value == session)
            return;
        Log.DeviceRegistered(_logger, Description.Id, session.Id.Value);
        _registered.Publish(session);
    }

    /// <summary>
    /// The record and the ephemeral znode in one transaction, so that the record's version has grown whenever the
    /// device is up anew.
    /// </summary>
    private async ValueTask RegisterAsync(bool takesOver)
    {
        byte[] record = DeviceRecord.Encode(Description);
        ZPath path = _paths.DeviceOf(Description.Id);
        bool isKnown = await _client.ExistsAsync(path, null, _stop.Token).ConfigureAwait(false) is not null;
        ICoordinationTransaction transaction = _client.Transaction();
        if (takesOver)
            transaction.Delete(_paths.UpOf(Description.Id));
        _ = isKnown ? transaction.Set(path, record) : transaction.Create(path, record);
        transaction.Create(_paths.UpOf(Description.Id), default, CreateMode.Ephemeral);
        try
        {
            await transaction.CommitAsync(null, _stop.Token).ConfigureAwait(false);
        }
        catch (TransactionRejectedException outdated) when (
            outdated.Code is ErrorCode.NoNode or ErrorCode.NodeExists)
        {
            // The znodes are others by now: look again.
        }
    }

    private async ValueTask WaitForChangeAsync(OneShotWatch change, ICoordinationSession session)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, session.Lost);
        try
        {
            await change.FiredAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (session.Lost.IsCancellationRequested)
        {
            // The next session registers.
        }
    }

    /// <summary>
    /// Takes the ephemeral znode away. While the connection is suspended that waits for as long as the session may
    /// still be taken up: until then it would go on to keep the device up.
    /// </summary>
    private async ValueTask GoDownAsync()
    {
        ZPath path = _paths.UpOf(Description.Id);
        TimeSpan patience = _client.Session.Timeout;
        while (true)
        {
            try
            {
                Stat? up = await _client.ExistsAsync(path, new ReadOptions { Deadline = patience })
                    .ConfigureAwait(false);
                if (up?.EphemeralOwner == _client.Session.Id)
                {
                    await _client.DeleteAsync(path, -1, new RequestOptions { Deadline = patience })
                        .ConfigureAwait(false);
                }

                return;
            }
            catch (OutcomeUnknownException)
            {
                // Looked at again, until no server answers for a whole time-out.
            }
            catch (Exception gone) when (gone is CoordinationException or ObjectDisposedException)
            {
                Log.LeftBehind(_logger, Description.Id, gone); // It is gone already, or goes with its session.
                return;
            }
        }
    }
}
