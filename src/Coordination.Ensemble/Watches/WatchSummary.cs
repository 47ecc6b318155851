namespace Coordination.Ensemble;

/// <summary>How much is watched (the four-letter word <c>wchs</c>).</summary>
/// <param name="Connections">Connections that watch anything.</param>
/// <param name="Paths">Paths that are watched.</param>
/// <param name="Watches">Watches that are armed: one per connection, path and kind.</param>
public readonly record struct WatchSummary(int Connections, int Paths, int Watches);
