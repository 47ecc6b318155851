namespace Coordination.Tree.Quotas;

/// <summary>
/// That a write would go, or went, past a quota: worth a line in the log, and nothing else depends on it.
/// </summary>
/// <param name="Zxid">The write.</param>
/// <param name="Path">The znode that has the quota.</param>
/// <param name="Resource">What ran out.</param>
/// <param name="Used">What is used with the write.</param>
/// <param name="Limit">What is allowed.</param>
/// <param name="Refused">Whether the write was refused (<see cref="ErrorCode.QuotaExceeded"/>).</param>
public readonly record struct QuotaWarning(
    Zxid Zxid, ZPath Path, QuotaResource Resource, long Used, long Limit, bool Refused);
