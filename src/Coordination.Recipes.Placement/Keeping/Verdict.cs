namespace Coordination.Recipes.Placement;

/// <summary>What should be done about a device, and on what evidence.</summary>
/// <param name="Device">The device.</param>
/// <param name="Kind">What.</param>
/// <param name="RecordVersion">Version of its record when it was seen as it is; -1: there was none.</param>
internal readonly record struct Verdict(int Device, VerdictKind Kind, int RecordVersion);
