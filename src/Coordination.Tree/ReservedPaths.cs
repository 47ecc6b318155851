using Coordination.Tree.Security;
using Coordination.Tree.Znodes;

namespace Coordination.Tree;

/// <summary>The znodes that every tree has and that nobody can delete (<c>DataTree</c>'s constructor and <c>isSpecialPath</c>).</summary>
internal static class ReservedPaths
{
    public const string Zookeeper = "/zookeeper";
    public const string Quota = "/zookeeper/quota";
    public const string Config = "/zookeeper/config";

    public static bool Contains(string path) => path is "/" or Zookeeper or Quota or Config;

    /// <summary>Makes them, of no time and no change: even their creation is not counted, so that a fresh root has cversion -1, as ZooKeeper's has.</summary>
    public static void Plant(TreeState tree)
    {
        tree.Store.Plant(new ExtendedZnode("", [], new ZnodeBirth(PathHash.Root, 0, AclTable.OpenId, 0, 0)) { Children = new ChildTable() });
        int zookeeper = Link(tree, ZnodeStore.RootSlot, "zookeeper", AclTable.OpenId, hasChildren: true, aversion: 0);
        Link(tree, zookeeper, "quota", AclTable.OpenId, hasChildren: false, aversion: 0);
        // Readable by everyone, set by the super user only (ZOOKEEPER-2014); that its ACL was set to version -1 is ZooKeeper's doing.
        Link(tree, zookeeper, "config", tree.Acls.Intern(Acl.ReadOnly), hasChildren: false, aversion: -1);
    }

    private static int Link(TreeState tree, int parent, string name, int aclId, bool hasChildren, int aversion) =>
        tree.Store.Link(new ExtendedZnode(name, [], new ZnodeBirth(PathHash.Child(tree.Store[parent].PathHash, name), parent, aclId, 0, 0))
        {
            Aversion = aversion,
            Children = hasChildren ? new ChildTable() : null,
        });
}
