using System.Buffers;
using Coordination.Requests;
using Coordination.Tests.Tree.Reference.Model;
using Coordination.Tests.Tree.Reference.Scripts;
using Coordination.Transports;
using Coordination.Tree;
using Coordination.Tree.Commands;
using Coordination.Tree.Snapshots;
using Coordination.Tree.Watches;

namespace Coordination.Tests.Tree.Reference;

/// <summary>The product's tree and watch table, driven by scripts.</summary>
internal sealed class TreeSubject(bool enforceQuota) : TreeLikeSubject
{
    private readonly WatchTable<SlotWatcher> _watches = new();
    private readonly Dictionary<int, SlotWatcher> _watchers = [];

    /// <summary>The images that restores were made from, and what they must hold however the tree went on.</summary>
    private readonly List<(TreeImage Image, UInt128 Digest)> _images = [];

    public ZnodeTree Tree { get; private set; } = new(new TreeSettings { EnforceQuota = enforceQuota });

    public int WatchCount => _watches.Count;

    public override StepOutcome Ask(int slot, IRequest request) =>
        throw new NotSupportedException("A tree knows no connections; an ensemble does.");

    public override StepOutcome Return(int slot, SetWatchesRequest request) =>
        throw new NotSupportedException("A tree knows no connections; an ensemble does.");

    public override StepOutcome Restore()
    {
        TreeImage image = Tree.Capture();
        _images.Add((image, Tree.Digest));
        Tree = Read(image);
        return StepOutcome.Done;
    }

    /// <summary>Whether every image still holds the tree that it was taken of.</summary>
    public bool AreImagesIntact() => _images.TrueForAll(taken => Read(taken.Image).Digest == taken.Digest);

    protected override Answer<Response> Apply(in Command command, List<Change> changes) => Tree.Apply(command, changes);

    protected override ErrorCode Read(SlotSession session, IRequest request, out Response? answer) => request switch
    {
        ExistsRequest exists => Read<ExistsRequest, ExistsResponse>(session, exists, out answer),
        GetDataRequest get => Read<GetDataRequest, GetDataResponse>(session, get, out answer),
        GetChildrenRequest list => Read<GetChildrenRequest, GetChildrenResponse>(session, list, out answer),
        GetAclRequest get => Read<GetAclRequest, GetAclResponse>(session, get, out answer),
        MultiReadRequest multi => Read<MultiReadRequest, MultiResponse>(session, multi, out answer),
        GetEphemeralsRequest mine => Read<GetEphemeralsRequest, GetEphemeralsResponse>(session, mine, out answer),
        GetAllChildrenNumberRequest number =>
            Read<GetAllChildrenNumberRequest, GetAllChildrenNumberResponse>(session, number, out answer),
        _ => throw new InvalidOperationException($"{request} is no read of a tree."),
    };

    protected override void Arm(int slot, IRequest request)
    {
        if (!_watchers.TryGetValue(slot, out SlotWatcher? watcher))
            _watchers.Add(slot, watcher = new SlotWatcher(slot));

        (ZPath path, WatchKinds kinds) = request switch
        {
            ExistsRequest exists => (exists.Path, WatchKinds.Data),
            GetDataRequest get => (get.Path, WatchKinds.Data),
            GetChildrenRequest list => (list.Path, WatchKinds.Child),
            AddWatchRequest { Mode: AddWatchMode.Persistent } add => (add.Path, WatchKinds.Persistent),
            AddWatchRequest add => (add.Path, WatchKinds.Recursive),
            _ => throw new InvalidOperationException($"{request} leaves no watch."),
        };
        _watches.Arm(watcher, path, kinds);
    }

    protected override void Disarm(int slot)
    {
        if (_watchers.Remove(slot, out SlotWatcher? watcher))
            _watches.DisarmAll(watcher);
    }

    protected override bool IsArmed(int slot, ZPath path, WatcherType type) =>
        _watchers.TryGetValue(slot, out SlotWatcher? watcher)
        && (_watches.Armed(watcher, path) & Of(type)) != WatchKinds.None;

    protected override bool TryDisarm(int slot, ZPath path, WatcherType type) =>
        _watchers.TryGetValue(slot, out SlotWatcher? watcher)
        && _watches.Disarm(watcher, path, Of(type)) != WatchKinds.None;

    protected override IEnumerable<Seen> Trigger(Change change)
    {
        var receiver = new Receiver(this, []);
        _watches.Trigger(change, ref receiver);
        return receiver.Seen;
    }

    private static WatchKinds Of(WatcherType type) => type switch
    {
        WatcherType.Children => WatchKinds.Child,
        WatcherType.Data => WatchKinds.Data,
        WatcherType.Persistent => WatchKinds.Persistent,
        WatcherType.PersistentRecursive => WatchKinds.Recursive,
        _ => WatchKinds.All,
    };

    private static ZnodeTree Read(TreeImage image)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var writer = new SnapshotWriter(image);
        while (writer.TryWriteChunk(bytes))
        {
        }

        var reader = new SnapshotReader();
        reader.TryRead(bytes.WrittenSpan);
        return reader.TryFinish(out ZnodeTree? tree, out SnapshotFault? fault)
            ? tree
            : throw new InvalidOperationException($"The snapshot cannot be read: {fault}");
    }

    private ErrorCode Read<T, R>(SlotSession session, T request, out Response? answer)
        where T : struct, IReadRequest<R>
        where R : Response
    {
        ErrorCode code = Tree.Read(session.Id, session.Caller, request, out R? body);
        answer = body;
        return code;
    }

    private sealed class SlotWatcher(int slot) : Watcher<SlotWatcher>
    {
        public int Slot { get; } = slot;
    }

    private readonly record struct Receiver(TreeSubject Subject, List<Seen> Seen) : IWatchReceiver<SlotWatcher>
    {
        public void Fire(SlotWatcher watcher, WatchEvent change, IReadOnlyList<Acl>? acl)
        {
            if (acl is null || ModelAcls.Allows(acl, Permissions.Read, Subject.Slots[watcher.Slot].Caller))
                Seen.Add(new Seen(watcher.Slot, change.Type, change.Path.Value));
        }
    }
}
