using Coordination.Recipes.Naming.Layouts;
using Coordination.Recipes.Presence;

namespace Coordination.Recipes.Naming;

/// <summary>
/// That an instance is registered, until this is disposed: it registers again by itself when a session was lost or its
/// znode was deleted by hand.
/// </summary>
/// <remarks>
/// <b>Suspended</b>: it is registered as long as its session stands. <b>Lost</b>: <see cref="Lease"/> is null until it
/// has registered again. A later instance of the same id takes its place.
/// </remarks>
public sealed class ServiceRegistration : IAsyncDisposable
{
    private readonly PresentZnode _znode;
    private readonly ServiceLayout _layout;
    private readonly Lock _sync = new();
    private ServiceInstance _instance;

    internal ServiceRegistration(PresentZnode znode, ServiceInstance instance, ServiceLayout layout)
    {
        _znode = znode;
        _instance = instance;
        _layout = layout;
    }

    /// <summary>The instance, as it was last said to be.</summary>
    public ServiceInstance Instance => Volatile.Read(ref _instance);

    /// <summary>The instance's znode.</summary>
    public ZPath Path => _znode.Path;

    /// <summary>That it is registered now; null while it is not. Disposing it ends the registration.</summary>
    public ILease? Lease => _znode.Lease;

    /// <summary>
    /// Cancelled when a later instance of the same id has taken the place; this one does not come back.
    /// </summary>
    public CancellationToken Replaced => _znode.Replaced;

    /// <summary>Says something else about the instance; ends when the ensemble has it.</summary>
    /// <param name="change">Makes the next of the present one; its name and id stay.</param>
    /// <param name="cancellationToken">Ends the waiting; it is said all the same, sooner or later.</param>
    /// <exception cref="ArgumentException">Name or id are others, or a value is out of range.</exception>
    /// <exception cref="InvalidOperationException">It was replaced.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed, or its client.</exception>
    public ValueTask UpdateAsync(
        Func<ServiceInstance, ServiceInstance> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_sync)
        {
            ServiceInstance next = change(_instance);
            next.Validate();
            if (next.Name != _instance.Name || next.Id != _instance.Id)
                throw new ArgumentException("Name and id of an instance stay as registered.", nameof(change));
            Volatile.Write(ref _instance, next);
            return _znode.SetAsync(InstanceCodec.Write(next, _layout), cancellationToken);
        }
    }

    /// <summary>Is about to go: from then on it is not chosen any more. Dispose it when what has begun has ended.
    /// </summary>
    public ValueTask DrainAsync(CancellationToken cancellationToken = default) =>
        UpdateAsync(static instance => instance with { IsDraining = true }, cancellationToken);

    /// <summary>Says whether it can serve.</summary>
    public ValueTask ReportHealthAsync(ServiceHealth health, CancellationToken cancellationToken = default) =>
        UpdateAsync(instance => instance with { Health = health }, cancellationToken);

    /// <summary>Ends the registration; waits for the server no longer than the session stands. Idempotent.</summary>
    public ValueTask DisposeAsync() => _znode.DisposeAsync();
}
