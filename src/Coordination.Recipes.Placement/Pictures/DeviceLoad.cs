namespace Coordination.Recipes.Placement;

/// <summary>What one device holds.</summary>
/// <param name="Device">Its id.</param>
/// <param name="Replicas">Replicas of groups that belong on it.</param>
/// <param name="Target">
/// How many should by weight, failure domains heeded; 0 where it is out, or the rule has no single failure domain.
/// </param>
public readonly record struct DeviceLoad(int Device, long Replicas, double Target);
