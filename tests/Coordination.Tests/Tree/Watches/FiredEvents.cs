using Coordination.Tree.Watches;

namespace Coordination.Tests.Tree.Watches;

/// <summary>Keeps what a table fires, as text.</summary>
internal sealed class FiredEvents : IWatchReceiver<NamedWatcher>
{
    public List<string> All { get; } = [];

    public List<WatchEvent> Events { get; } = [];

    public List<IReadOnlyList<Acl>?> Acls { get; } = [];

    public void Fire(NamedWatcher watcher, WatchEvent change, IReadOnlyList<Acl>? acl)
    {
        All.Add($"{watcher.Name}: {change.Type} {change.Path}");
        Events.Add(change);
        Acls.Add(acl);
    }
}
