using Coordination.Requests;
using Coordination.Tests.Tree.Reference.Model;
using Coordination.Transports;
using Coordination.Tree.Commands;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>The model, driven by scripts.</summary>
internal sealed class ModelSubject(ModelRules rules, bool enforceQuota) : TreeLikeSubject
{
    private readonly ModelWatches _watches = new(rules);
    private readonly List<Change> _history = [];

    public ModelTree Tree { get; } = new(enforceQuota, rules);

    public int WatchCount => _watches.Count;

    public override StepOutcome Ask(int slot, IRequest request) => request switch
    {
        SyncRequest sync => StepOutcome.Done with { Body = new SyncResponse(sync.Path) },
        WhoAmIRequest => StepOutcome.Done with { Body = new WhoAmIResponse(ModelIdentities.Shown(Slots[slot].Caller)) },
        ReconfigRequest => new StepOutcome(ErrorCode.ReconfigDisabled), // As by default.
        _ => throw new InvalidOperationException($"{request} does not concern a connection."),
    };

    public override StepOutcome Return(int slot, SetWatchesRequest request)
    {
        _watches.Forget(slot);
        var catchUp = new ModelCatchUp(Tree, _watches, slot, Slots[slot].Caller);
        Seen[] told =
            [.. catchUp.Run(request, _history).Select(missed => new Seen(slot, missed.Type, missed.Path))];
        // Nobody knows any more when a znode that is gone was deleted; so such an event has no place among the others.
        bool hasDeletions = told.Any(seen => seen.Type == WatchEventType.NodeDeleted);
        return StepOutcome.Done with { Events = told, IsUnordered = hasDeletions };
    }

    protected override Answer<Response> Apply(in Command command, List<Change> changes)
    {
        Answer<Response> answer = Tree.Apply(command, changes);
        _history.AddRange(changes);
        return answer;
    }

    protected override ErrorCode Read(SlotSession session, IRequest request, out Response? answer) =>
        Tree.Read(session.Id, session.Caller, request, out answer);

    protected override void Arm(int slot, IRequest request) => _watches.Arm(slot, request);

    protected override void Disarm(int slot) => _watches.Forget(slot);

    protected override bool IsArmed(int slot, ZPath path, WatcherType type) => _watches.Has(slot, path, type);

    protected override bool TryDisarm(int slot, ZPath path, WatcherType type) => _watches.TryRemove(slot, path, type);

    protected override IEnumerable<Seen> Trigger(Change change) =>
        from told in _watches.Trigger(change)
        where told.Acl is null || ModelAcls.Allows(told.Acl, Permissions.Read, Slots[told.Session].Caller)
        select new Seen(told.Session, told.Type, told.Path);
}
