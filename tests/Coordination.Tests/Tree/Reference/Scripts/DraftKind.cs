namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>What a client can ask of a tree; the reads come last.</summary>
internal enum DraftKind
{
    Create,
    Delete,
    SetData,
    SetAcl,
    Check,
    Multi,
    Exists,
    GetData,
    GetChildren,
    GetAcl,
    GetEphemerals,
    GetAllChildrenNumber,
    MultiRead,
}
