namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>When a command takes effect: its place in the order and on the clock.</summary>
internal readonly record struct Moment(Zxid Zxid, long TimeMs);
