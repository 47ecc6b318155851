using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Coordination.Recipes.Following;
using Coordination.Recipes.Naming.Layouts;
using Coordination.Recipes.Presence;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coordination.Recipes.Naming;

/// <summary>
/// Services that find each other: a name stands for many live endpoints, each an ephemeral znode at
/// <c>/base/name/id</c>, which goes with the session of the process that registered it.
/// </summary>
public sealed class ServiceDirectory
{
    private readonly ICoordinationClient _client;
    private readonly ServiceLayout _layout;
    private readonly ILogger _logger;

    internal ServiceDirectory(ICoordinationClient client, ZPath path, ServiceOptions options)
    {
        _client = client;
        _layout = options.Layout;
        _logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<ServiceDirectory>();
        Path = path;
    }

    /// <summary>The znode below which the names stand.</summary>
    public ZPath Path { get; }

    /// <summary>Registers an instance; answers when the ensemble has it.</summary>
    /// <param name="instance">The instance; where it does not say when it was registered, it is now.</param>
    /// <param name="cancellationToken">Gives up registering; nothing is left behind.</param>
    /// <exception cref="ArgumentException">A value is out of range, or name or id no segment of a path.</exception>
    /// <exception cref="RequestRejectedException">It may not register (<see cref="ErrorCode.NoAuth"/>).</exception>
    /// <exception cref="InvalidOperationException">Another of this id registered at the same time, and later.
    /// </exception>
    public async ValueTask<ServiceRegistration> RegisterAsync(
        ServiceInstance instance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        instance.Validate();
        if (instance.RegisteredAt == default)
            instance = instance with { RegisteredAt = _client.TimeProvider.GetUtcNow() };
        PresentZnode znode = await PresentZnode.StartAsync(
            _client, Path / instance.Name / instance.Id, InstanceCodec.Write(instance, _layout), _logger,
            cancellationToken).ConfigureAwait(false);
        return new ServiceRegistration(znode, instance, _layout);
    }

    /// <summary>The names that have instances, or had some a moment ago.</summary>
    public async ValueTask<IReadOnlyList<string>> GetNamesAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            ZChildren names = await _client.GetChildrenAsync(Path, options: null, cancellationToken)
                .ConfigureAwait(false);
            return [.. names.Names.Order(StringComparer.Ordinal)];
        }
        catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
        {
            return [];
        }
    }

    /// <summary>The instances of a name now; none for a name that nobody has registered.</summary>
    public async ValueTask<ServiceView> GetAsync(string name, CancellationToken cancellationToken = default)
    {
        try
        {
            return new ServiceView(
                name,
                await _client.GetChildrenWithDataAsync(Path / name, options: null, cancellationToken)
                    .ConfigureAwait(false),
                _layout);
        }
        catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
        {
            return new ServiceView(name, [], _layout);
        }
    }

    /// <summary>Yields the instances of a name, then every change; a slow reader skips to the newest.</summary>
    /// <exception cref="RequestRejectedException">It may not be watched (<see cref="ErrorCode.NoAuth"/>).</exception>
    public async IAsyncEnumerable<ServiceView> WatchAsync(
        string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (ImmutableSortedDictionary<string, ZNode> children in
            ChildrenFollower.FollowAsync(_client, Path / name, cancellationToken).ConfigureAwait(false))
            yield return new ServiceView(name, children.Values, _layout);
    }

    /// <summary>
    /// Follows a name in the background and chooses among its instances; answers once the instances are known.
    /// </summary>
    /// <param name="name">The service's name.</param>
    /// <param name="options">How to choose; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="RequestRejectedException">It may not be watched (<see cref="ErrorCode.NoAuth"/>).</exception>
    public ValueTask<ServiceResolver> ResolveAsync(
        string name, ResolverOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ResolverOptions();
        options.Validate();
        return ServiceResolver.StartAsync(_client, this, name, options, _logger, cancellationToken);
    }
}
