using Coordination;
using Coordination.Configuration;
using Coordination.Configuration.Formats;
using Coordination.Configuration.Provider;
using Coordination.Recipes.ConfigSubscriptions;

namespace Microsoft.Extensions.Configuration;

/// <summary>Puts configurations that live in znodes among an application's sources.</summary>
public static class CoordinationConfigurationExtensions
{
    /// <summary>
    /// Loads a configuration and adds it above the sources that are there; it follows its znodes from then on.
    /// </summary>
    /// <param name="builder">Where the source is added.</param>
    /// <param name="path">The znode of the document, or of the subtree with <see cref="ConfigFormat.Keys"/>.</param>
    /// <param name="client">The client; it must outlive the configuration.</param>
    /// <param name="configure">Changes the options.</param>
    /// <param name="cancellationToken">Gives up the loading.</param>
    /// <returns>
    /// The subscription: it says whether the newest document is good. Disposing it ends the following; the loaded keys
    /// stay.
    /// </returns>
    /// <exception cref="TimeoutException">The ensemble was not reached in time, and no file serves.</exception>
    /// <exception cref="ConfigMissingException">The document does not exist, and no file serves.</exception>
    /// <exception cref="FormatException">The document is broken, and no file serves.</exception>
    /// <exception cref="RequestRejectedException">It may not be read, and no file serves.</exception>
    public static async ValueTask<ConfigSubscription<IDictionary<string, string?>>> AddCoordinationAsync(
        this IConfigurationBuilder builder,
        ZPath path,
        ICoordinationClient client,
        Action<CoordinationConfigurationOptions>? configure = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(client);
        var options = new CoordinationConfigurationOptions();
        configure?.Invoke(options);

        return await AddAsync(builder, path, client, options, cancellationToken).ConfigureAwait(false);
    }

    internal static async ValueTask<ConfigSubscription<IDictionary<string, string?>>> AddAsync(
        IConfigurationBuilder builder,
        ZPath path,
        ICoordinationClient client,
        CoordinationConfigurationOptions options,
        CancellationToken cancellationToken)
    {
        var subscription = await FollowAsync(path, client, options, cancellationToken).ConfigureAwait(false);
        builder.Add(new CoordinationConfigurationSource(subscription, options));
        return subscription;
    }

    private static ValueTask<ConfigSubscription<IDictionary<string, string?>>> FollowAsync(
        ZPath path,
        ICoordinationClient client,
        CoordinationConfigurationOptions options,
        CancellationToken cancellationToken)
    {
        bool isSubtree = options.Format == ConfigFormat.Keys;
        if (isSubtree && options.Overlays.Count > 0)
            throw new ArgumentException("A subtree of keys has no overlays: add each as a source of its own.");
        foreach (ZPath document in (ZPath[])[path, .. options.Overlays])
            KeyFormats.Of(options.Format, document);

        var following = new ConfigOptions
        {
            Optional = options.Optional,
            IsSubtree = isSubtree,
            LastGoodFile = options.LastGoodFile,
            LoadTimeout = options.LoadTimeout,
            LoggerFactory = options.LoggerFactory,
        };
        foreach (ZPath overlay in options.Overlays)
            following.Overlays.Add(overlay);
        return client.FollowConfigAsync(
            path, new KeyFormats(options.Format, path, options.Section), following, cancellationToken);
    }
}
