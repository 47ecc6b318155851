namespace Coordination.Recipes.Placement;

/// <summary>The name of one change of the map, never given twice: the ensemble gives no session id twice.</summary>
/// <param name="Session">The session that made it.</param>
/// <param name="Number">Counts the changes of its client.</param>
internal readonly record struct ChangeId(long Session, long Number);
