using Coordination.Transports.InMemory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Coordination;

/// <summary>Lets a host's client use an ensemble inside this process.</summary>
public static class InMemoryBuilderExtensions
{
    /// <summary>
    /// The client uses an ensemble of this host's own, which starts with it and ends with it. Clients of one key
    /// share one; it is found as a keyed
    /// <see cref="InMemoryEnsemble"/>.
    /// </summary>
    public static CoordinationBuilder UseInMemory(this CoordinationBuilder builder) =>
        builder.UseInMemory(static _ => { });

    /// <summary>As <see cref="UseInMemory(CoordinationBuilder)"/>, with options of the ensemble's own.</summary>
    /// <param name="builder">The client's registration.</param>
    /// <param name="configure">Changes the ensemble's options.</param>
    public static CoordinationBuilder UseInMemory(
        this CoordinationBuilder builder, Action<InMemoryEnsembleOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        string name = builder.OptionsName;
        OptionsBuilder<InMemoryEnsembleOptions> options =
            builder.Services.AddOptions<InMemoryEnsembleOptions>(name);
        options.Configure<IServiceProvider>((own, services) =>
        {
            own.LoggerFactory = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
            own.Name = name.Length > 0 ? name : own.Name;
            own.TimeProvider = services.GetService<TimeProvider>() ?? own.TimeProvider;
        });
        options.Configure(configure);

        builder.Services.TryAddKeyedSingleton(builder.Key, (services, _) =>
            InMemoryEnsemble.Start(services.GetRequiredService<IOptionsMonitor<InMemoryEnsembleOptions>>().Get(name)));
        object? key = builder.Key;
        return builder.UseTransport(services => services.GetRequiredKeyedService<InMemoryEnsemble>(key).Transport);
    }

    /// <summary>
    /// The client uses an ensemble that was started elsewhere, and which whoever started it disposes: several hosts
    /// may share it.
    /// </summary>
    public static CoordinationBuilder UseInMemory(this CoordinationBuilder builder, InMemoryEnsemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(ensemble);
        return builder.UseTransport(_ => ensemble.Transport);
    }
}
