namespace Coordination.Tree.Snapshots;

/// <summary>Why a snapshot cannot be used.</summary>
/// <param name="Offset">Where it was noticed, bytes from the beginning of what was read.</param>
/// <param name="Reason">What is wrong, as a sentence.</param>
public sealed record SnapshotFault(long Offset, string Reason);
