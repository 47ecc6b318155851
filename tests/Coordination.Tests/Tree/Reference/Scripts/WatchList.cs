namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>The lists of watches that a client hands over when it comes back.</summary>
internal enum WatchList
{
    Data,
    Exist,
    Child,
    Persistent,
    Recursive,
}
