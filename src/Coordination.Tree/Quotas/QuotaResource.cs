namespace Coordination.Tree.Quotas;

/// <summary>What a quota limits below its znode, the znode itself included.</summary>
public enum QuotaResource
{
    /// <summary>The number of znodes.</summary>
    Count,

    /// <summary>The bytes of their data.</summary>
    Bytes,
}
