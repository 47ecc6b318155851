namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>Which version a step names, seen from the znode as it is when the step comes.</summary>
internal enum VersionChoice
{
    Any,
    Current,
    Zero,
    Later,
    Negative,
}
