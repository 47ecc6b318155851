using Coordination;
using Coordination.Recipes.Placement;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts a placement into a host.</summary>
public static class PlacementServiceCollectionExtensions
{
    /// <summary>
    /// Joins a placement over the host's client when the host starts, and registers the devices that this process has.
    /// The start waits until there is a map. <see cref="PlacementFollower"/>, <see cref="PlacementMember"/> and
    /// <see cref="PlacementCluster"/> are to be had from the container; the first two once the host has started.
    /// </summary>
    /// <param name="services">Where it is registered.</param>
    /// <param name="path">The znode below which map and devices stand.</param>
    /// <param name="configure">Changes the options; null: none.</param>
    /// <param name="devices">Devices of this process; null: none, it only follows and keeps.</param>
    /// <param name="clientKey">The key of the client; null for the only one of its host.</param>
    /// <exception cref="InvalidOperationException">There is a placement already: a host takes part in one.</exception>
    public static IServiceCollection AddPlacement(
        this IServiceCollection services, ZPath path, Action<PlacementOptions>? configure = null,
        IEnumerable<DeviceDescription>? devices = null, object? clientKey = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(one => one.ServiceType == typeof(PlacementRegistration)))
            throw new InvalidOperationException("The host takes part in a placement already.");
        var registration = new PlacementRegistration { Path = path, ClientKey = clientKey };
        registration.Devices.AddRange(devices ?? []);

        services.AddOptions<PlacementOptions>().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<PlacementOptions>, PlacementOptionsValidator>());
        if (configure is not null)
            services.Configure(configure);
        services.AddSingleton(registration);
        services.AddSingleton<PlacementService>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<PlacementService>());

        services.AddSingleton(provider => provider.GetRequiredService<PlacementService>().Cluster);
        services.AddSingleton(provider => provider.GetRequiredService<PlacementService>().Member);
        services.AddSingleton(provider => provider.GetRequiredService<PlacementService>().Member.Follower);
        return services;
    }
}
