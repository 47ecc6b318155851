namespace Coordination.Requests;

/// <summary>Answers a <see cref="SetWatchesRequest"/>.</summary>
/// <param name="IsComplete">Whether everything missed by persistent watches was replayed; false: read again, as changes
/// were coalesced.</param>
public sealed record SetWatchesResponse(bool IsComplete) : Response;
