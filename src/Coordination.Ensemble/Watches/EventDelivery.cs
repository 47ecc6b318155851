using Coordination.Ensemble.Connections;
using Coordination.Tree.Security;
using Coordination.Tree.Watches;

namespace Coordination.Ensemble.Watches;

/// <summary>
/// Takes what a change fires to the connections that may learn of it: those that may read the znode (CVE-2024-23944).
/// </summary>
internal readonly struct EventDelivery(ServingState state) : IWatchReceiver<EnsembleConnection>
{
    public void Fire(EnsembleConnection watcher, WatchEvent change, IReadOnlyList<Acl>? acl)
    {
        if (!MayLearn(watcher.Caller, acl))
            return;
        state.Figures.Events++;
        state.Enqueue(watcher, new OutboundItem(change));
    }

    public static bool MayLearn(Identities caller, IReadOnlyList<Acl>? acl) =>
        acl is null || ReferenceEquals(acl, Acl.Open) || AclRules.Allows(acl, Permissions.Read, caller);
}
