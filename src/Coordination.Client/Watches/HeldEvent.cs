namespace Coordination.Watches;

/// <summary>An event that waits for what comes before it.</summary>
/// <param name="Change">What happened.</param>
/// <param name="Number">Its number among all events of the client, from 1.</param>
internal readonly record struct HeldEvent(WatchEvent Change, long Number);
