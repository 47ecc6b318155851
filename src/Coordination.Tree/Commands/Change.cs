namespace Coordination.Tree.Commands;

/// <summary>What a command did to one znode: what watches are fired by and watch streams are replayed from.</summary>
/// <param name="Zxid">The command's place in the order.</param>
/// <param name="Type">
/// <see cref="WatchEventType.NodeCreated"/>, <see cref="WatchEventType.NodeDeleted"/> or
/// <see cref="WatchEventType.NodeDataChanged"/>; that the parent's children changed follows from the first two.
/// </param>
/// <param name="Path">Where.</param>
public readonly record struct Change(Zxid Zxid, WatchEventType Type, ZPath Path);
