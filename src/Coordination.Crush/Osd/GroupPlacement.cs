namespace Coordination.Crush;

/// <summary>
/// Where a placement group is, from what the rule says to who serves it. Holes are <see cref="CrushItem.None"/>.
/// </summary>
/// <param name="Raw">What the rule says, without devices that do not exist.</param>
/// <param name="RawPrimary">First device of <paramref name="Raw"/>, or -1.</param>
/// <param name="Up">With upmap exceptions applied and devices that are down left out, the primary first.</param>
/// <param name="UpPrimary">Its primary, or -1.</param>
/// <param name="Acting">Who serves it now: a temporary set, or <paramref name="Up"/>.</param>
/// <param name="ActingPrimary">Its primary, or -1.</param>
public sealed record GroupPlacement(
    IReadOnlyList<int> Raw, int RawPrimary,
    IReadOnlyList<int> Up, int UpPrimary,
    IReadOnlyList<int> Acting, int ActingPrimary);
