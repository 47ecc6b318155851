namespace Coordination.Crush;

/// <summary>What a rule is for. The numbers are those of the encoding.</summary>
public enum RuleKind : byte
{
    /// <summary>Replicated pools.</summary>
    Replicated = 1,

    /// <summary>Erasure-coded pools, where positions matter.</summary>
    Erasure = 3,

    /// <summary>Multi-step retry, firstn (Ceph 19).</summary>
    MsrFirstn = 4,

    /// <summary>Multi-step retry, indep (Ceph 19).</summary>
    MsrIndep = 5,
}
