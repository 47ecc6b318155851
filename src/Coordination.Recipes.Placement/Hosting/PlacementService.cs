using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Coordination.Recipes.Placement;

/// <summary>
/// Joins the placement when the host starts, before it serves; leaves it, devices first, when the host stops.
/// </summary>
internal sealed class PlacementService(
    IServiceProvider services, PlacementRegistration registration, IOptions<PlacementOptions> options) : IHostedService
{
    private readonly List<DeviceRegistration> _devices = [];
    private PlacementMember? _member;

    public PlacementCluster Cluster { get; } = services
        .GetRequiredKeyedService<ICoordinationClient>(registration.ClientKey)
        .Placement(registration.Path, options.Value, services.GetService<ILoggerFactory>());

    public PlacementMember Member => _member ?? throw new InvalidOperationException(
        $"The host has not joined the placement '{registration.Path}' yet: it does when it starts.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _member = await Cluster.JoinAsync(cancellationToken).ConfigureAwait(false);
        foreach (DeviceDescription device in registration.Devices)
            _devices.Add(await _member.RegisterAsync(device, cancellationToken).ConfigureAwait(false));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (DeviceRegistration device in _devices)
            await device.DisposeAsync().ConfigureAwait(false);
        if (_member is not null)
            await _member.DisposeAsync().ConfigureAwait(false);
    }
}
