using Coordination.Hosting;
using Coordination.Recipes.Naming;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ServiceDiscovery;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Has a host found by its name, and finds others by theirs.</summary>
public static class CoordinationNamingExtensions
{
    /// <summary>
    /// Registers this host as an instance of a service: once its services have started, and until before they stop.
    /// It stays registered through lost sessions. Where it may not be registered the host goes on, and that is logged.
    /// </summary>
    /// <param name="services">Where it is registered.</param>
    /// <param name="name">The service's name.</param>
    /// <param name="address">
    /// Where it is reached: the host, and the port, for TLS where the scheme is https. Others than http and https are
    /// kept too.
    /// </param>
    /// <param name="configure">Says more about the instance: tags, weight, a payload.</param>
    /// <exception cref="ArgumentException">The address is not absolute.</exception>
    public static IServiceCollection AddServiceRegistration(
        this IServiceCollection services, string name, Uri address,
        Func<ServiceInstance, ServiceInstance>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri)
            throw new ArgumentException($"'{address}' is not absolute.", nameof(address));

        AddHostServices(services);
        ServiceInstance instance = InstanceOf(name, address);
        instance = configure?.Invoke(instance) ?? instance;
        services.AddSingleton<IHostedService>(provider => new HostedRegistration(
            provider.GetRequiredService<HostServices>(), instance,
            provider.GetRequiredService<ILogger<HostedRegistration>>()));
        return services;
    }

    /// <summary>
    /// Has <c>Microsoft.Extensions.ServiceDiscovery</c> find the instances registered in the tree:
    /// <c>AddServiceDiscovery().AddCoordinationServiceEndpointProvider()</c>, then <c>http://orders/</c> of an
    /// <c>HttpClient</c> with <c>AddServiceDiscovery()</c> goes to a live instance of <c>orders</c>. What is configured
    /// by hand goes before.
    /// </summary>
    /// <param name="services">Where it is registered.</param>
    /// <param name="configure">Where and how the services are registered; null for the defaults.</param>
    public static IServiceCollection AddCoordinationServiceEndpointProvider(
        this IServiceCollection services, Action<CoordinationServicesOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        AddHostServices(services);
        if (configure is not null)
            services.Configure(configure);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IServiceEndpointProviderFactory, EndpointProviderFactory>());
        return services;
    }

    private static void AddHostServices(IServiceCollection services)
    {
        services.AddOptions<CoordinationServicesOptions>();
        services.TryAddSingleton<HostServices>();
    }

    private static ServiceInstance InstanceOf(string name, Uri address)
    {
        bool isTls = address.Scheme == Uri.UriSchemeHttps;
        bool isHttp = isTls || address.Scheme == Uri.UriSchemeHttp;
        int? port = address.Port < 0 ? null : address.Port;
        return new ServiceInstance
        {
            Name = name,
            Address = address.IdnHost,
            Port = isTls ? null : port,
            SslPort = isTls ? port : null,
            UriSpec = isHttp ? null : address.Scheme + "://{address}" + (port is null ? "" : ":{port}"),
        };
    }
}
