using Coordination.Transports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Coordination;

/// <summary>
/// Says how one client of a host is made: by which transports and with which options. Each transport brings its own
/// extension (<c>UseInMemory</c>, <c>UseTcp</c>, <c>UseRaft</c>).
/// </summary>
public sealed class CoordinationBuilder
{
    /// <summary>Begins the registration of a client.</summary>
    /// <param name="services">Where everything is registered.</param>
    /// <param name="key">The key of a client that is one of several in its host; null for the only one.</param>
    public CoordinationBuilder(IServiceCollection services, object? key = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        Services = services;
        Key = key;

        services.TryAddEnumerable(ServiceDescriptor
            .Singleton<IValidateOptions<CoordinationClientOptions>, CoordinationClientOptionsValidator>());
        services.AddOptions<CoordinationClientOptions>(OptionsName).ValidateOnStart();
    }

    /// <summary>Where everything is registered.</summary>
    public IServiceCollection Services { get; }

    /// <summary>
    /// The key that the client and all its parts are registered under; null for the only client of a host.
    /// </summary>
    public object? Key { get; }

    /// <summary>
    /// The name that the client's <see cref="CoordinationClientOptions"/> have: the text of <see cref="Key"/>.
    /// </summary>
    public string OptionsName => Key?.ToString() ?? Microsoft.Extensions.Options.Options.DefaultName;

    /// <summary>
    /// Adds a transport. Called several times, the client tries them in order and moves its session between them. The
    /// container owns what
    /// <paramref name="factory"/> makes. It is found by <c>GetKeyedServices&lt;ITransport&gt;(Key)</c>.
    /// </summary>
    public CoordinationBuilder UseTransport(Func<IServiceProvider, ITransport> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        Services.AddKeyedSingleton(Key, (services, _) => factory(services));
        return this;
    }

    /// <summary>Changes the client's options.</summary>
    public CoordinationBuilder Configure(Action<CoordinationClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(OptionsName, configure);
        return this;
    }
}
