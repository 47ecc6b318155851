namespace Coordination.Requests;

/// <summary>Answers a <see cref="GetDataRequest"/> (<c>zookeeper.jute: GetDataResponse</c>).</summary>
/// <param name="Data">The data; never changed afterwards.</param>
/// <param name="Stat">The stat of the znode.</param>
public sealed record GetDataResponse(ReadOnlyMemory<byte> Data, Stat Stat) : Response;
