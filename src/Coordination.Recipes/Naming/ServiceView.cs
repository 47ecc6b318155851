using System.Collections.Immutable;
using Coordination.Recipes.Naming.Layouts;

namespace Coordination.Recipes.Naming;

/// <summary>The instances of a name, at one moment. A later view never shows an earlier state of an instance.</summary>
public sealed class ServiceView
{
    internal ServiceView(string name, IEnumerable<ZNode> znodes, ServiceLayout layout)
    {
        Name = name;
        var instances = ImmutableArray.CreateBuilder<ServiceInstance>();
        var unreadable = ImmutableArray.CreateBuilder<ZPath>();
        foreach (ZNode znode in znodes)
        {
            if (InstanceCodec.TryRead(znode, layout) is { } instance)
                instances.Add(instance);
            else
                unreadable.Add(znode.Path);
        }

        Instances = instances.ToImmutable();
        Unreadable = unreadable.ToImmutable();
    }

    /// <summary>The service's name.</summary>
    public string Name { get; }

    /// <summary>All instances, in the order of their ids, those that cannot serve included.</summary>
    public IReadOnlyList<ServiceInstance> Instances { get; }

    /// <summary>Znodes that are no instances in this layout.</summary>
    public IReadOnlyList<ZPath> Unreadable { get; }
}
