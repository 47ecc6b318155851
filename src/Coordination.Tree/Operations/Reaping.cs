using Coordination.Internal;
using Coordination.Tree.Znodes;

namespace Coordination.Tree.Operations;

/// <summary>Which znodes the ensemble deletes by itself (<c>ContainerManager</c>).</summary>
internal static class Reaping
{
    /// <summary>Whether it is a container that has had children and has none; one that never had any is kept.</summary>
    public static bool IsEmptied(Znode znode) =>
        znode is ExtendedZnode { Kind: ZnodeKind.Container, Children: null } container
            && (container.Creates != 0 || PlantedBugs.IsOn(PlantedBugs.ReapsNewContainers));

    /// <summary>Whether it has a time to live which has passed since its data was last set, and no children.</summary>
    public static bool IsExpired(Znode znode, long nowMs) =>
        znode is ExtendedZnode { Kind: ZnodeKind.Ttl, Children: null } ttl
            && nowMs - (PlantedBugs.IsOn(PlantedBugs.TimeToLiveFromCreation) ? ttl.CtimeMs : ttl.MtimeMs) > ttl.Owner;
}
