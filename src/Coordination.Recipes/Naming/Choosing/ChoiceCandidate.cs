namespace Coordination.Recipes.Naming.Choosing;

/// <summary>An instance among which to choose.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Pending">Choices of it that are not disposed yet.</param>
/// <param name="QuarantinedUntil">Until when it is in quarantine; null where it is not.</param>
internal readonly record struct ChoiceCandidate(
    ServiceInstance Instance, int Pending = 0, TimeSpan? QuarantinedUntil = null);
