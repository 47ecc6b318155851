using Coordination.Tree.Watches;

namespace Coordination.Ensemble;

/// <summary>That a session watches a path (the four-letter words <c>wchc</c> and <c>wchp</c>).</summary>
/// <param name="Session">The session.</param>
/// <param name="Path">What it watches.</param>
/// <param name="Kinds">In what way.</param>
public readonly record struct WatchedBy(SessionId Session, ZPath Path, WatchKinds Kinds);
