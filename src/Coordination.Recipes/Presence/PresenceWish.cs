using Coordination.Work;

namespace Coordination.Recipes.Presence;

/// <summary>What a znode's data is to be.</summary>
/// <param name="Data">All of it.</param>
/// <param name="Done">Decided once the ensemble has it, or a later wish.</param>
internal sealed record PresenceWish(byte[] Data, Completion<bool> Done);
