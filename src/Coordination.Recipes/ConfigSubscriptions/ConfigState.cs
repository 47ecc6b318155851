namespace Coordination.Recipes.ConfigSubscriptions;

/// <summary>How a configuration stands.</summary>
/// <param name="Current">The last good version; null where there was none yet.</param>
/// <param name="Failure">
/// Why <paramref name="Current"/> is not what the ensemble has: what the parser threw, a
/// <see cref="ConfigMissingException"/>, or a <see cref="RequestRejectedException"/> where it may not be read. Null
/// where it is what the ensemble has.
/// </param>
public sealed record ConfigState<T>(ConfigVersion<T>? Current, Exception? Failure);
