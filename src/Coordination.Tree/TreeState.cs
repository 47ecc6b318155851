using Coordination.Tree.Quotas;
using Coordination.Tree.Security;
using Coordination.Tree.Sessions;
using Coordination.Tree.Znodes;

namespace Coordination.Tree;

/// <summary>All that a tree is made of: what the operations work on.</summary>
internal sealed class TreeState
{
    public TreeState(TreeSettings settings)
    {
        Settings = settings;
        Store = new ZnodeStore(Acls);
        Quotas = new QuotaKeeper(Store, settings.EnforceQuota);
    }

    public TreeSettings Settings { get; }

    public AclTable Acls { get; } = new();

    public ZnodeStore Store { get; }

    public QuotaKeeper Quotas { get; }

    public SessionTable Sessions { get; } = new();
}
