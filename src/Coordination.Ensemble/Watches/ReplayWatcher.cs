using Coordination.Tree.Watches;

namespace Coordination.Ensemble.Watches;

/// <summary>
/// Stands for a returning client while what it missed is replayed: its connection stands in the real table.
/// </summary>
internal sealed class ReplayWatcher : Watcher<ReplayWatcher>;
