using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Coordination.Hosting;

/// <summary>
/// Has every client of a host connected before the host's services start, and closes their sessions after those have
/// stopped, so that ephemeral znodes go at once and not before what they stand for.
/// </summary>
internal sealed partial class ClientLifetime(
    IServiceProvider services,
    IEnumerable<ClientRegistration> registrations,
    IOptionsMonitor<CoordinationHostingOptions> options,
    ILogger<ClientLifetime> logger) : IHostedLifecycleService
{
    private readonly ClientRegistration[] _registrations = [.. registrations];
    private readonly List<ICoordinationClient> _started = [];

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (ClientRegistration registration in _registrations)
        {
            var client = services.GetRequiredKeyedService<ICoordinationClient>(registration.Key);
            _started.Add(client);

            TimeSpan atMost = options.Get(registration.OptionsName).StartTimeout;
            if (atMost == TimeSpan.Zero)
            {
                Log.NotWaiting(logger, registration.DisplayName);
                continue;
            }

            Log.Connecting(logger, registration.DisplayName);
            await FirstConnection.WaitAsync(client, registration.DisplayName, atMost, cancellationToken)
                .ConfigureAwait(false);
            Log.Connected(logger, registration.DisplayName, client.Session.Id.Value);
        }
    }

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        for (int i = _started.Count - 1; i >= 0; i--)
        {
            Log.Closing(logger, _registrations[i].DisplayName);
            await _started[i].DisposeAsync().ConfigureAwait(false);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
