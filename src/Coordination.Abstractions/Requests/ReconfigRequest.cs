namespace Coordination.Requests;

/// <summary>Changes the ensemble's membership (<c>zookeeper.jute: ReconfigRequest</c>).</summary>
/// <param name="JoiningServers">Servers to add, comma-separated; null for none.</param>
/// <param name="LeavingServers">Ids to remove, comma-separated; null for none.</param>
/// <param name="NewMembers">The whole new membership instead; null for an incremental change.</param>
/// <param name="CurrentConfigId">The configuration version expected; -1 for any.</param>
public readonly record struct ReconfigRequest(
    string? JoiningServers, string? LeavingServers, string? NewMembers, long CurrentConfigId)
    : IRequest<GetDataResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.Reconfig;
}
