using Coordination.Recipes.Naming;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Coordination.Hosting;

/// <summary>
/// Registers an instance once the host's services have started, and ends the registration before they stop, so that
/// nobody is sent to a host that does not serve yet, or no more.
/// </summary>
internal sealed partial class HostedRegistration(
    HostServices services, ServiceInstance instance, ILogger<HostedRegistration> logger) : IHostedLifecycleService
{
    private readonly CancellationTokenSource _stop = new();
    private Task<ServiceRegistration?>? _registering;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        _registering = RegisterAsync();

        // A host that does not wait for its client to start does not wait here.
        if (services.Client.State == ConnectionState.Connected)
            await _registering.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _stop.Cancel();
        if (_registering is not null
            && await _registering.WaitAsync(cancellationToken).ConfigureAwait(false) is { } registration)
            await registration.DisposeAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        _stop.Dispose();
        return Task.CompletedTask;
    }

    private async Task<ServiceRegistration?> RegisterAsync()
    {
        try
        {
            ServiceRegistration registration =
                await services.Directory.RegisterAsync(instance, _stop.Token).ConfigureAwait(false);
            Log.Registered(logger, registration.Path);
            return registration;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception refused) when (refused is CoordinationException or InvalidOperationException)
        {
            // The host serves all the same; it is not found by this name.
            Log.NotRegistered(logger, refused, instance.Id, instance.Name);
            return null;
        }
    }
}
