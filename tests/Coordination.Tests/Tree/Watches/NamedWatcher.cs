using Coordination.Tree.Watches;

namespace Coordination.Tests.Tree.Watches;

/// <summary>A watcher that is told apart by its name.</summary>
internal sealed class NamedWatcher(string name) : Watcher<NamedWatcher>
{
    public string Name { get; } = name;
}
