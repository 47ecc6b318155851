namespace Coordination.Recipes.Contenders;

/// <summary>One place in a line: a sequential ephemeral znode of this client, and the session it lives with.</summary>
/// <param name="Path">The znode.</param>
/// <param name="Companion">The znode that stands beside it for others; null for none.</param>
/// <param name="Prefix">The beginning of its name, which is its own alone.</param>
/// <param name="Stat">As it was created.</param>
/// <param name="Session">The session that owns it; when that is gone, so is the place.</param>
/// <param name="MayHaveTwin">
/// Whether a second znode may come to be under the same prefix: a creation was not answered, and not found either.
/// </param>
internal sealed record Contender(
    ZPath Path, ZPath? Companion, ContenderPrefix Prefix, Stat Stat, ICoordinationSession Session, bool MayHaveTwin)
{
    public string Name { get; } = Path.Name.ToString();
}
