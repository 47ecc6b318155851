using Coordination.Tree.Security;
using Coordination.Tree.Znodes;

namespace Coordination.Tree;

/// <summary>
/// The znodes that every tree has and that nobody can delete (<c>DataTree</c>'s constructor and <c>isSpecialPath</c>).
/// </summary>
internal static class ReservedPaths
{
    public const string Zookeeper = "/zookeeper";
    public const string Quota = "/zookeeper/quota";
    public const string Config = "/zookeeper/config";

    /// <summary>How many there are, the root included.</summary>
    public const int Count = 4;

    public static bool Contains(string path) => path is "/" or Zookeeper or Quota or Config;

    /// <summary>
    /// Makes them, of no time and no change: even their creation is not counted, so that a fresh root has cversion -1,
    /// as ZooKeeper's has.
    /// </summary>
    public static void Plant(TreeState tree)
    {
        var birth = new ZnodeBirth(PathHash.Root(tree.Settings.PathSeed), ZnodeStore.RootSlot, AclTable.OpenId, Zxid: 0,
            TimeMs: 0);
        tree.Store.Plant(new ExtendedZnode("", [], birth) { Children = new ChildTable() });
        int zookeeper = Link(tree, ZnodeStore.RootSlot, "zookeeper", AclTable.OpenId, hasChildren: true, aversion: 0);
        tree.Quotas.RootSlot = Link(tree, zookeeper, "quota", AclTable.OpenId, hasChildren: false, aversion: 0);
        // Readable by everyone, set by the super user only (ZOOKEEPER-2014); that its ACL was set to version -1 is
        // ZooKeeper's doing.
        Link(tree, zookeeper, "config", tree.Acls.Intern(Acl.ReadOnly), hasChildren: false, aversion: -1);
    }

    private static int Link(TreeState tree, int parent, string name, int aclId, bool hasChildren, int aversion)
    {
        ulong pathHash = PathHash.Child(tree.Store[parent].PathHash, name);
        var birth = new ZnodeBirth(pathHash, parent, aclId, Zxid: 0, TimeMs: 0);
        return tree.Store.Link(new ExtendedZnode(name, [], birth)
        {
            Aversion = aversion,
            Children = hasChildren ? new ChildTable() : null,
        });
    }
}
