namespace Coordination.Recipes.Naming;

/// <summary>
/// An instance that was chosen, for one call: dispose it when that has ended, and say when it has failed. Choose again
/// for the next call, as instances come and go.
/// </summary>
public sealed class ServicePick : IDisposable
{
    private readonly ServiceResolver _resolver;
    private int _isOver;

    internal ServicePick(ServiceResolver resolver, ServiceInstance instance)
    {
        _resolver = resolver;
        Instance = instance;
    }

    /// <summary>The instance.</summary>
    public ServiceInstance Instance { get; }

    /// <summary>
    /// Says that the instance could not be reached or did not answer as it should: after as many as
    /// <see cref="ResolverOptions.MostFailures"/> it is not chosen for a while.
    /// </summary>
    public void ReportFailure() => _resolver.NoteFailure(Instance);

    /// <summary>The call has ended. Idempotent.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
            _resolver.NoteEnd(Instance);
    }
}
