using Coordination;
using Coordination.Configuration;
using Coordination.Configuration.Hosts;
using Coordination.Recipes.ConfigSubscriptions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.Hosting;

/// <summary>Loads a host's configuration out of znodes before the host is built.</summary>
public static class CoordinationConfigurationHostExtensions
{
    /// <summary>
    /// Loads a configuration over the host's one client and adds it above the sources that are there; it follows its
    /// znodes from then on. Call it after <c>AddCoordination</c>: the client is made and connected here, and is the
    /// one that the host's services get.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="path">The znode of the document, or of the subtree with <see cref="ConfigFormat.Keys"/>.</param>
    /// <param name="configure">Changes the options.</param>
    /// <param name="cancellationToken">Gives up the loading.</param>
    /// <exception cref="InvalidOperationException">The host has no client yet.</exception>
    /// <exception cref="TimeoutException">The ensemble was not reached in time, and no file serves.</exception>
    /// <exception cref="ConfigMissingException">The document does not exist, and no file serves.</exception>
    /// <exception cref="FormatException">The document is broken, and no file serves.</exception>
    /// <exception cref="RequestRejectedException">It may not be read, and no file serves.</exception>
    public static async ValueTask<TBuilder> AddCoordinationConfigurationAsync<TBuilder>(
        this TBuilder builder,
        ZPath path,
        Action<CoordinationConfigurationOptions>? configure = null,
        CancellationToken cancellationToken = default)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new CoordinationConfigurationOptions();
        configure?.Invoke(options);

        ICoordinationClient client = EarlyClient.Of(builder.Services, options.ClientKey);
        ConfigSubscription<IDictionary<string, string?>> subscription = await CoordinationConfigurationExtensions
            .AddAsync(builder.Configuration, path, client, options, cancellationToken).ConfigureAwait(false);
        builder.Services.AddSingleton<IHostedService>(provider => new ConfigurationReporter(
            subscription, provider.GetRequiredService<ILogger<ConfigurationReporter>>()));
        return builder;
    }
}
