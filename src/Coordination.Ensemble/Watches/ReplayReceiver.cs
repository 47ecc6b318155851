using Coordination.Tree.Security;
using Coordination.Tree.Watches;

namespace Coordination.Ensemble.Watches;

/// <summary>Collects what is replayed to one client, as far as it may learn of it.</summary>
internal readonly struct ReplayReceiver(Identities caller, List<WatchEvent> into) : IWatchReceiver<ReplayWatcher>
{
    public void Fire(ReplayWatcher watcher, WatchEvent change, IReadOnlyList<Acl>? acl)
    {
        if (EventDelivery.MayLearn(caller, acl))
            into.Add(change);
    }
}
