namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>What a client can ask of its connection.</summary>
internal enum Question
{
    Sync,
    WhoAmI,
    Reconfig,
}
