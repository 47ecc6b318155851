using Coordination.Requests;
using Coordination.Tests.Tree.Reference.Model;
using Coordination.Transports;
using Coordination.Tree.Commands;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>The model, driven by scripts.</summary>
internal sealed class ModelSubject(ModelRules rules, bool enforceQuota) : TreeLikeSubject
{
    private readonly ModelWatches _watches = new(rules);

    public ModelTree Tree { get; } = new(enforceQuota, rules);

    public int WatchCount => _watches.Count;

    protected override Answer<Response> Apply(in Command command, List<Change> changes) => Tree.Apply(command, changes);

    protected override ErrorCode Read(SlotSession session, IRequest request, out Response? answer) =>
        Tree.Read(session.Id, session.Caller, request, out answer);

    protected override void Arm(int slot, IRequest request) => _watches.Arm(slot, request);

    protected override void Disarm(int slot) => _watches.Forget(slot);

    protected override IEnumerable<Seen> Trigger(Change change) =>
        from told in _watches.Trigger(change)
        where told.Acl is null || ModelAcls.Allows(told.Acl, Permissions.Read, Slots[told.Session].Caller)
        select new Seen(told.Session, told.Type, told.Path);
}
