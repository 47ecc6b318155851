namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>A watch event as one session sees it.</summary>
internal readonly record struct Seen(int Slot, WatchEventType Type, string Path)
{
    public override string ToString() => $"{Slot}:{Type}:{Path}";
}
