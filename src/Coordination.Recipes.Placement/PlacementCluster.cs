using System.Collections.Immutable;
using Coordination.Crush;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coordination.Recipes.Placement;

/// <summary>
/// One placement: a map of devices in the tree, from which every process computes for itself where a key lives. Clients
/// follow it (<see cref="FollowAsync"/>), processes that have devices join it (<see cref="JoinAsync"/>), and whoever
/// operates it changes the map (<see cref="ApplyAsync"/>, <see cref="ChangeAsync"/>).
/// </summary>
/// <remarks>Any thread may call. It holds nothing, so there is nothing to dispose.</remarks>
public sealed class PlacementCluster
{
    private readonly ICoordinationClient _client;
    private readonly PlacementOptions _options;
    private readonly ILogger _logger;
    private readonly MapWriter _writer;

    internal PlacementCluster(
        ICoordinationClient client, ZPath path, PlacementOptions options, ILoggerFactory? loggers)
    {
        PlacementOptionsValidator.Check(options);
        _client = client;
        _options = new PlacementOptions
        {
            Grace = options.Grace,
            Stagger = options.Stagger,
            MostAbsent = options.MostAbsent,
            AdmitsNewDevices = options.AdmitsNewDevices,
        };
        _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger<PlacementCluster>();
        Paths = new PlacementPaths(path);
        _writer = new MapWriter(client, Paths);
    }

    /// <summary>The znode below which map and devices stand.</summary>
    public ZPath Path => Paths.Root;

    internal PlacementPaths Paths { get; }

    /// <summary>Writes the first map; leaves the one that is there.</summary>
    /// <returns>Whether this call wrote it.</returns>
    /// <exception cref="ArgumentException">
    /// It takes more than <see cref="PlacementLimits.MaxEncodedBytes"/>.
    /// </exception>
    /// <exception cref="RequestRejectedException">The znodes may not be made.</exception>
    public async ValueTask<bool> CreateAsync(PlacementMap map, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        await EnsurePathsAsync(cancellationToken).ConfigureAwait(false);
        return await _writer.CreateAsync(map, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The map as it is, linearizably; with it, changes can be proposed. Devices are not looked at.</summary>
    /// <exception cref="RequestRejectedException"><see cref="ErrorCode.NoNode"/>: there is none.</exception>
    /// <exception cref="PlacementFormatException">It is none.</exception>
    public async ValueTask<PlacementSnapshot> ReadAsync(CancellationToken cancellationToken = default)
    {
        ZNode znode = await Persistence.UntilAnsweredAsync(
            token => _client.GetAsync(
                Paths.Map, new ReadOptions { Consistency = ReadConsistency.Linearizable }, token),
            cancellationToken).ConfigureAwait(false);
        return new PlacementSnapshot(
            PlacementMapCodec.Decode(znode.Data.Span), znode.Stat.Version, znode.Stat.Mzxid,
            ImmutableSortedDictionary<int, DeviceView>.Empty);
    }

    /// <summary>Follows map and devices; answers when there is a map and it has been read.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    /// <exception cref="RequestRejectedException">The znodes may not be read.</exception>
    public async ValueTask<PlacementFollower> FollowAsync(CancellationToken cancellationToken = default)
    {
        var follower = new PlacementFollower(_client, Paths, _logger);
        try
        {
            await follower.Snapshots.AfterAsync(0, cancellationToken).ConfigureAwait(false);
            return follower;
        }
        catch
        {
            await follower.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Joins as a process that has devices, or that only helps to keep the map in step with them; answers when there is
    /// a map and it has been read.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    /// <exception cref="RequestRejectedException">The znodes may not be read.</exception>
    public async ValueTask<PlacementMember> JoinAsync(CancellationToken cancellationToken = default)
    {
        PlacementFollower follower = await FollowAsync(cancellationToken).ConfigureAwait(false);
        return new PlacementMember(_client, this, follower, _options, _logger);
    }

    /// <summary>Makes a proposed change, if the map is still the one that it was made from.</summary>
    /// <returns>The version of the znode that the change made.</returns>
    /// <exception cref="RequestRejectedException">
    /// <see cref="ErrorCode.BadVersion"/>: the map has been changed since. Nothing happened; propose anew, or use
    /// <see cref="ChangeAsync"/>, which does.
    /// </exception>
    /// <exception cref="OutcomeUnknownException">
    /// The answer was lost, and more than <see cref="PlacementLimits.RememberedChanges"/> changes came since. A lost
    /// answer alone is found out about.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The map takes more than <see cref="PlacementLimits.MaxEncodedBytes"/>.
    /// </exception>
    public ValueTask<int> ApplyAsync(PlacementProposal proposal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        return _writer.ReplaceAsync(proposal.After, proposal.Version, cancellationToken);
    }

    /// <summary>Changes the map, again on what others have made of it until no other comes between.</summary>
    /// <param name="change">
    /// From the map as it is to the map as it shall be; may be called several times. Where it returns the map that it
    /// was given, nothing is written.
    /// </param>
    /// <param name="cancellationToken">Ends the trying; whether the change was made is unknown then.</param>
    /// <returns>The change as it was made, with what it moves.</returns>
    /// <exception cref="RequestRejectedException"><see cref="ErrorCode.NoNode"/>: there is no map.</exception>
    /// <exception cref="OutcomeUnknownException">As with <see cref="ApplyAsync"/>.</exception>
    /// <exception cref="CrushEditException">The change is refused.</exception>
    public async ValueTask<PlacementProposal> ChangeAsync(
        Func<PlacementMap, PlacementMap> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        while (true)
        {
            PlacementSnapshot now = await ReadAsync(cancellationToken).ConfigureAwait(false);
            PlacementProposal proposal = now.Propose(change);
            if (proposal.After == proposal.Before)
                return proposal;
            try
            {
                await ApplyAsync(proposal, cancellationToken).ConfigureAwait(false);
                return proposal;
            }
            catch (RequestRejectedException conflict) when (conflict.Code == ErrorCode.BadVersion)
            {
                // Somebody else was first.
            }
        }
    }

    internal async ValueTask EnsurePathsAsync(CancellationToken cancellationToken)
    {
        foreach (ZPath path in (ZPath[])[Paths.Devices, Paths.Up])
        {
            await Persistence.UntilAnsweredAsync(
                async token =>
                {
                    await _client.EnsurePathAsync(path, cancellationToken: token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
    }
}
