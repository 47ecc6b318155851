using Coordination.Calls;
using Coordination.Requests;

namespace Coordination.Watches;

/// <summary>
/// A znode, or a subtree, read while it may be changing. Its parts are of different moments; each remembers which
/// events came before it, so that events can be told apart into those that a part shows already and those that come on
/// top.
/// </summary>
internal sealed class TreeListing
{
    private const int BatchSize = 256;

    private readonly Dictionary<string, long> _eventsBefore = new(StringComparer.Ordinal);
    private readonly List<ListedZnode> _znodes = [];
    private bool _isReadOneByOne;

    private TreeListing(ZPath root) => Root = root;

    public ZPath Root { get; }

    /// <summary>The znodes that were there, in path order.</summary>
    public IReadOnlyList<ListedZnode> Znodes => _znodes;

    /// <summary>Whether there were more znodes than wanted, so that the listing stopped.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>The newest state that a part shows.</summary>
    public Zxid Zxid { get; private set; }

    /// <summary>
    /// Whether an event at this path came before the path was read, so that the listing shows what it tells.
    /// </summary>
    /// <param name="path">Where.</param>
    /// <param name="number">The event's number among all events of the client, from 1.</param>
    public bool Shows(ZPath path, long number) =>
        _eventsBefore.TryGetValue(path.Value, out long before) && number <= before;

    /// <summary>Reads a znode alone, or with all below it.</summary>
    /// <param name="core">Reads for whom.</param>
    /// <param name="root">The ensemble's path.</param>
    /// <param name="isRecursive">Whether all below it too.</param>
    /// <param name="most">Znodes after which it stops.</param>
    /// <exception cref="CoordinationException">The root could not be read.</exception>
    /// <exception cref="ObjectDisposedException">The client has ended.</exception>
    public static async ValueTask<TreeListing> ReadAsync(ClientCore core, ZPath root, bool isRecursive, int most)
    {
        var listing = new TreeListing(root);
        if (isRecursive)
            await listing.ReadTreeAsync(core, most).ConfigureAwait(false);
        else
            await listing.ReadOneAsync(core).ConfigureAwait(false);
        listing._znodes.Sort(static (left, right) => left.Path.CompareTo(right.Path));
        return listing;
    }

    private async ValueTask ReadOneAsync(ClientCore core)
    {
        Answered<ExistsResponse> answered = await core.Caller.ReadAsync<ExistsRequest, ExistsResponse,
            Answered<ExistsResponse>>(
            new ExistsRequest(Root), Root, Projections.Raw, options: null, CancellationToken.None).ConfigureAwait(
                false);
        if (answered.Answer.Code != ErrorCode.NoNode && answered.Error is { } error)
            throw error;
        Note(Root, answered.Answer.Code, answered.Answer.Body?.Stat, answered.EventsBefore);
        Zxid = answered.Answer.Zxid;
    }

    private async ValueTask ReadTreeAsync(ClientCore core, int most)
    {
        var unread = new Queue<ZPath>([Root]);
        while (unread.Count > 0 && !IsCutShort)
        {
            ZPath[] batch = TakeBatch(unread);
            if (_isReadOneByOne || !await TryReadTogetherAsync(core, batch, unread).ConfigureAwait(false))
                await ReadOneByOneAsync(core, batch, unread).ConfigureAwait(false);
            IsCutShort = _znodes.Count + unread.Count > most;
        }
    }

    /// <summary>
    /// False: the server's multi-read lists children without their parent's stat, as Apache ZooKeeper's does.
    /// </summary>
    private async ValueTask<bool> TryReadTogetherAsync(ClientCore core, ZPath[] batch, Queue<ZPath> unread)
    {
        IRequest[] reads = [.. batch.Select(static path => (IRequest)new GetChildrenRequest(path))];
        Answered<MultiResponse> answered = await core.Caller.ReadAsync<MultiReadRequest, MultiResponse,
            Answered<MultiResponse>>(
            new MultiReadRequest(
                reads), Root, Projections.Raw, options: null, CancellationToken.None).ConfigureAwait(false);
        if (answered.Error is { } error)
            throw error;

        IReadOnlyList<OperationResult> results = answered.Answer.Body!.Results; // Not null: there is no error.
        if (results.Count != batch.Length)
            throw CoordinationException.For(ErrorCode.MarshallingError, Root);
        _isReadOneByOne = results.Any(static result => result.Body is GetChildrenResponse body && body.Stat == default);
        if (_isReadOneByOne)
            return false;

        Zxid = answered.Answer.Zxid;
        for (int i = 0; i < batch.Length; i++)
            NoteChildren(batch[i], results[i].Code, results[i].Body, answered.EventsBefore, unread);
        return true;
    }

    private async ValueTask ReadOneByOneAsync(ClientCore core, ZPath[] batch, Queue<ZPath> unread)
    {
        ValueTask<Answered<GetChildrenResponse>>[] reads =
        [
            .. batch.Select(path => core.Caller.ReadAsync<GetChildrenRequest, GetChildrenResponse,
                Answered<GetChildrenResponse>>(
                new GetChildrenRequest(path), path, Projections.Raw, options: null, CancellationToken.None)),
        ];
        for (int i = 0; i < batch.Length; i++)
        {
            Answered<GetChildrenResponse> answered = await reads[i].ConfigureAwait(false);
            Zxid = answered.Answer.Zxid;
            NoteChildren(batch[i], answered.Answer.Code, answered.Answer.Body, answered.EventsBefore, unread);
        }
    }

    private void NoteChildren(ZPath path, ErrorCode code, Response? answer, long eventsBefore, Queue<ZPath> unread)
    {
        if (path == Root && code is not (ErrorCode.Ok or ErrorCode.NoNode))
            throw CoordinationException.For(code, path);

        var body = answer as GetChildrenResponse;
        Note(path, code, body?.Stat, eventsBefore);
        if (body is null)
            return;
        string prefix = path.IsRoot ? "/" : path.Value + "/";
        foreach (string name in body.Children)
            unread.Enqueue(ZPath.Trusted(prefix + name));
    }

    // A znode that is there but may not be read is listed without its stat. One that its parent named, but that has
    // gone meanwhile, shows nothing: the parent was read before that, so that only the event tells of it.
    private void Note(ZPath path, ErrorCode code, Stat? stat, long eventsBefore)
    {
        if (code != ErrorCode.NoNode || path == Root)
            _eventsBefore[path.Value] = eventsBefore;
        if (code != ErrorCode.NoNode)
            _znodes.Add(new ListedZnode(path, stat));
    }

    private static ZPath[] TakeBatch(Queue<ZPath> unread)
    {
        var batch = new ZPath[Math.Min(unread.Count, BatchSize)];
        for (int i = 0; i < batch.Length; i++)
            batch[i] = unread.Dequeue();
        return batch;
    }
}
