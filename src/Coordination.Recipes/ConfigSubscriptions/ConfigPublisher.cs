namespace Coordination.Recipes.ConfigSubscriptions;

/// <summary>
/// Writes a configuration document. Each version that is replaced is kept beside it, by the same transaction, so that
/// the way back is always there.
/// </summary>
/// <remarks>
/// Earlier versions of <c>/config/common.yml</c> are children of <c>/config/.history/common.yml</c>. A write that does
/// not go through a publisher (a shell's <c>set</c>) is kept too, when the next publisher replaces it.
/// </remarks>
public sealed class ConfigPublisher
{
    /// <summary>How many earlier versions are kept by default.</summary>
    public const int DefaultRevisions = 10;

    private const int MostRevisions = 1_000;

    private readonly ICoordinationClient _client;
    private readonly int _mostRevisions;
    private readonly ZPath _history;

    internal ConfigPublisher(ICoordinationClient client, ZPath path, int mostRevisions)
    {
        if (path.IsRoot || path.IsPrefixOnly)
            throw new ArgumentException($"'{path}' cannot be a configuration document.", nameof(path));
        ArgumentOutOfRangeException.ThrowIfLessThan(mostRevisions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mostRevisions, MostRevisions);
        _client = client;
        _mostRevisions = mostRevisions;
        Path = path;
        _history = path.Parent / ".history" / path.Name.ToString();
    }

    /// <summary>The znode of the document.</summary>
    public ZPath Path { get; }

    /// <summary>Replaces the document, or creates it with all znodes above it.</summary>
    /// <param name="document">The new content.</param>
    /// <param name="expectedVersion">
    /// The version that is to be replaced, so that nobody's change is lost; null, the default: whichever is there.
    /// </param>
    /// <param name="cancellationToken">Stops the waiting, not what was sent.</param>
    /// <returns>The stat of the new version.</returns>
    /// <exception cref="RequestRejectedException">
    /// <see cref="ErrorCode.BadVersion"/> or <see cref="ErrorCode.NoNode"/>: another version is there, or none; nothing
    /// was changed.
    /// </exception>
    /// <exception cref="OutcomeUnknownException">It may have been written.</exception>
    /// <exception cref="SessionExpiredException">The session was lost; the exception says whether it may have been
    /// written.</exception>
    public async ValueTask<Stat> PublishAsync(
        ReadOnlyMemory<byte> document, int? expectedVersion = null, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            ZNode? current = await _client.TryGetAsync(Path, null, cancellationToken).ConfigureAwait(false);
            try
            {
                if (expectedVersion is { } expected && expected != current?.Stat.Version)
                    throw CoordinationException.For(current is null ? ErrorCode.NoNode : ErrorCode.BadVersion, Path);
                return current is { } replaced
                    ? await ReplaceAsync(replaced, document, cancellationToken).ConfigureAwait(false)
                    : await CreateAsync(document, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestRejectedException overtaken) when (expectedVersion is null
                && overtaken.Code is ErrorCode.BadVersion or ErrorCode.NodeExists or ErrorCode.NoNode)
            {
                // Somebody else wrote, or created or deleted it, between the reading and the writing.
            }
        }
    }

    /// <summary>The versions that were replaced and are still kept, the newest first.</summary>
    public async ValueTask<IReadOnlyList<ConfigRevision>> GetHistoryAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            ZChildren kept = await _client.GetChildrenAsync(_history, null, cancellationToken).ConfigureAwait(false);
            return RevisionsIn(kept.Names);
        }
        catch (RequestRejectedException none) when (none.Code == ErrorCode.NoNode)
        {
            return [];
        }
    }

    /// <summary>What the document was in an earlier version.</summary>
    /// <exception cref="RequestRejectedException"><see cref="ErrorCode.NoNode"/>: it is not kept any more.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> GetAsync(
        ConfigRevision revision, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(revision);
        ZNode kept = await _client.GetAsync(_history / revision.Name, null, cancellationToken).ConfigureAwait(false);
        return kept.Data;
    }

    /// <summary>Publishes an earlier version again, as the newest one.</summary>
    /// <exception cref="RequestRejectedException"><see cref="ErrorCode.NoNode"/>: it is not kept any more.</exception>
    /// <exception cref="OutcomeUnknownException">It may have been written.</exception>
    public async ValueTask<Stat> RollBackAsync(ConfigRevision revision, CancellationToken cancellationToken = default)
    {
        ReadOnlyMemory<byte> document = await GetAsync(revision, cancellationToken).ConfigureAwait(false);
        return await PublishAsync(document, null, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Stat> CreateAsync(ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        if (!Path.Parent.IsRoot)
            await _client.EnsurePathAsync(Path.Parent, cancellationToken: cancellationToken).ConfigureAwait(false);
        return (await _client.CreateWithStatAsync(Path, document, cancellationToken: cancellationToken)
            .ConfigureAwait(false)).Stat;
    }

    private async ValueTask<Stat> ReplaceAsync(
        ZNode replaced, ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        await _client.EnsurePathAsync(_history, cancellationToken: cancellationToken).ConfigureAwait(false);
        var results = await _client.Transaction()
            .Set(Path, document, replaced.Stat.Version)
            .Create(_history / ConfigRevision.Of(replaced.Stat).Name, replaced.Data)
            .CommitAsync(null, cancellationToken).ConfigureAwait(false);
        await ForgetOldestAsync(cancellationToken).ConfigureAwait(false);
        return results[0].Stat!.Value; // The transaction was carried out, and a set answers a stat.
    }

    private async ValueTask ForgetOldestAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ConfigRevision> kept = await GetHistoryAsync(cancellationToken).ConfigureAwait(false);
        foreach (ConfigRevision revision in kept.Skip(_mostRevisions))
        {
            try
            {
                await _client.DeleteAsync(_history / revision.Name, cancellationToken: cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (RequestRejectedException gone) when (gone.Code == ErrorCode.NoNode)
            {
                // Another publisher has just deleted it.
            }
        }
    }

    private static List<ConfigRevision> RevisionsIn(IReadOnlyList<string> names)
    {
        var revisions = new List<ConfigRevision>(names.Count);
        foreach (string name in names)
        {
            if (ConfigRevision.TryParse(name, out ConfigRevision? revision))
                revisions.Add(revision);
        }

        revisions.Sort(static (one, other) => other.Zxid.CompareTo(one.Zxid));
        return revisions;
    }
}
