using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Coordination.Configuration.Hosts;

/// <summary>
/// The client of a host that is not built yet. It is made by a container of its own, out of all that was registered so
/// far, and then registered instead of the recipe that it was made by.
/// </summary>
internal sealed class EarlyClient(ServiceProvider container, object? key) : IAsyncDisposable
{
    public ICoordinationClient Client { get; } = container.GetRequiredKeyedService<ICoordinationClient>(key);

    /// <exception cref="InvalidOperationException">There is no client under this key.</exception>
    public static ICoordinationClient Of(IServiceCollection services, object? key)
    {
        Made? made = services.Where(static one => !one.IsKeyedService).Select(static one => one.ImplementationInstance)
            .OfType<Made>().FirstOrDefault(one => Equals(one.Key, key));
        if (made is not null)
            return made.Early.Client;
        if (!services.Any(one => one.ServiceType == typeof(ICoordinationClient) && Equals(one.ServiceKey, key)))
        {
            throw new InvalidOperationException(
                "The host has no coordination client to load its configuration by: call AddCoordination first.");
        }

        var early = new EarlyClient(services.BuildServiceProvider(), key);
        services.AddSingleton(new Made(key, early));
        // By factories, as the host's container disposes only what it made: the client first, then what it hangs on.
        services.AddKeyedSingleton(key, (_, _) => early);
        services.Replace(ServiceDescriptor.KeyedSingleton(key, static (provider, ofKey) =>
            provider.GetRequiredKeyedService<EarlyClient>(ofKey).Client));
        return early.Client;
    }

    public ValueTask DisposeAsync() => container.DisposeAsync();

    private sealed record Made(object? Key, EarlyClient Early);
}
