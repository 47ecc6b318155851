using Coordination;
using Coordination.DistributedLock;
using Medallion.Threading;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives the libraries of a host that ask for DistributedLock's providers ours.</summary>
public static class CoordinationDistributedLockExtensions
{
    /// <summary>
    /// Registers <see cref="IDistributedLockProvider"/>, <see cref="IDistributedReaderWriterLockProvider"/> and
    /// <see cref="IDistributedSemaphoreProvider"/> over the host's client. One that is registered already stays.
    /// </summary>
    /// <param name="services">Where they are registered; the client as well, by <c>AddCoordination</c>.</param>
    /// <param name="root">The znode below which all locks lie;
    /// <see cref="CoordinationSynchronizationProvider.DefaultRoot"/> where it is left out.</param>
    /// <param name="clientKey">The key of the client, where the host has several; null for the only one.</param>
    public static IServiceCollection AddCoordinationDistributedLocks(
        this IServiceCollection services, ZPath? root = null, object? clientKey = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider => new CoordinationSynchronizationProvider(
            provider.GetRequiredKeyedService<ICoordinationClient>(clientKey), root));
        services.TryAddSingleton<IDistributedLockProvider>(Registered);
        services.TryAddSingleton<IDistributedReaderWriterLockProvider>(Registered);
        services.TryAddSingleton<IDistributedSemaphoreProvider>(Registered);
        return services;
    }

    private static CoordinationSynchronizationProvider Registered(IServiceProvider provider) =>
        provider.GetRequiredService<CoordinationSynchronizationProvider>();
}
