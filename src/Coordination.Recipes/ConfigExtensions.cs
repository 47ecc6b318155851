using Coordination.Recipes.ConfigSubscriptions;

namespace Coordination;

/// <summary>Configurations in znodes, as methods of every client.</summary>
public static class ConfigExtensions
{
    /// <summary>
    /// Follows a configuration in a znode, and in those that layer above it, and returns once a version is in force:
    /// what the ensemble has, or what the last-good file kept.
    /// </summary>
    /// <param name="client">The client; it must outlive the subscription.</param>
    /// <param name="path">The znode.</param>
    /// <param name="parser">Makes a value of the documents.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="TimeoutException">The ensemble was not reached in time, and no file serves.</exception>
    /// <exception cref="ConfigMissingException">The document does not exist, and no file serves.</exception>
    /// <exception cref="RequestRejectedException">It may not be read, and no file serves.</exception>
    /// <remarks>What the parser throws comes through where the first document is broken and no file serves.</remarks>
    public static ValueTask<ConfigSubscription<T>> FollowConfigAsync<T>(
        this ICoordinationClient client,
        ZPath path,
        IConfigParser<T> parser,
        ConfigOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ConfigSubscription<T>.StartAsync(
            client ?? throw new ArgumentNullException(nameof(client)),
            path,
            parser ?? throw new ArgumentNullException(nameof(parser)),
            options ?? new ConfigOptions(),
            cancellationToken);

    /// <summary>Writes a configuration document and keeps its earlier versions.</summary>
    /// <param name="client">The client.</param>
    /// <param name="path">The znode of the document.</param>
    /// <param name="mostRevisions">How many earlier versions are kept, from 1 to 1,000; 10 by default.</param>
    public static ConfigPublisher ConfigPublisher(
        this ICoordinationClient client, ZPath path,
        int mostRevisions = Coordination.Recipes.ConfigSubscriptions.ConfigPublisher.DefaultRevisions)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new ConfigPublisher(client, path, mostRevisions);
    }
}
