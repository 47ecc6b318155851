namespace Coordination.Recipes.ConfigSubscriptions;

/// <summary>One document of a configuration, as it stood in one znode.</summary>
/// <param name="Path">The znode.</param>
/// <param name="Content">Its data; never changed afterwards.</param>
/// <param name="Stat">Its stat; all zero for a document that a file kept (<see cref="ConfigVersion{T}.IsFromFile"/>).
/// </param>
public sealed record ConfigDocument(ZPath Path, ReadOnlyMemory<byte> Content, Stat Stat);
