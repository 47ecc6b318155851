namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>What is tried on a session that has ended.</summary>
internal enum Haunting
{
    Write,
    Close,
    Attach,
    Expire,
}
