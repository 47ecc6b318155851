namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>What a generated script may contain, by what its counterpart can be asked.</summary>
/// <param name="IsForOurs">
/// Whether it may have what only an ensemble of ours has: retries, attach numbers, expiry and reaping as commands,
/// certificates without TLS, malformed quotas. A real server is asked only what its client lets through: it expires
/// and reaps by itself, in its own time (ZooKeeperSessionTests hold it to that), deleteContainer from a client is not
/// read as what its own reaper sends, and limits that cannot be read end it.
/// </param>
/// <param name="Length">How many steps it has at most.</param>
internal sealed record ScriptOptions(bool IsForOurs, int Length);
