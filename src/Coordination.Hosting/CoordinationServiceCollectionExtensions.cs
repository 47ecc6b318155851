using Coordination;
using Coordination.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts coordination clients into a container.</summary>
/// <remarks>
/// What is registered before stays: a test or a host that registers its own <see cref="ICoordinationClient"/> first
/// keeps it. A container that made a client is to be disposed asynchronously, as hosts do.
/// </remarks>
public static class CoordinationServiceCollectionExtensions
{
    /// <summary>
    /// Adds the client of this host, to be had as <see cref="ICoordinationClient"/>. It connects before the host's own
    /// services start and closes its session after they have stopped.
    /// </summary>
    /// <param name="services">Where it is registered.</param>
    /// <param name="configure">Says by which transports it reaches its ensemble, and with which options.</param>
    public static IServiceCollection AddCoordination(
        this IServiceCollection services, Action<CoordinationBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        Add(services, key: null, configure);
        return services;
    }

    /// <summary>
    /// As <see cref="AddCoordination"/>, for a host with several clients: this one is to be had by its key
    /// (<see cref="FromKeyedServicesAttribute"/>).
    /// </summary>
    /// <param name="services">Where it is registered.</param>
    /// <param name="key">The key; its text also names the client's options.</param>
    /// <param name="configure">Says by which transports it reaches its ensemble, and with which options.</param>
    public static IServiceCollection AddKeyedCoordination(
        this IServiceCollection services, object key, Action<CoordinationBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(configure);
        Add(services, key, configure);
        return services;
    }

    private static void Add(IServiceCollection services, object? key, Action<CoordinationBuilder> configure)
    {
        var builder = new CoordinationBuilder(services, key);
        bool isKnown = services.Any(one =>
            one.ImplementationInstance is ClientRegistration known && Equals(known.Key, key));
        if (!isKnown)
            AddClient(builder);
        configure(builder);
    }

    private static void AddClient(CoordinationBuilder builder)
    {
        IServiceCollection services = builder.Services;
        services.AddSingleton(new ClientRegistration(builder.Key, builder.OptionsName));
        services.TryAddKeyedSingleton(builder.Key, static (provider, key) => ClientFactory.Make(provider, key));
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<CoordinationClientOptions>, ClientOptionsFromHost>());

        services.AddOptions<CoordinationHostingOptions>(builder.OptionsName).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<CoordinationHostingOptions>,
                CoordinationHostingOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ClientLifetime>());
    }
}
