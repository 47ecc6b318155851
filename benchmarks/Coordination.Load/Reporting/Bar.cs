namespace Coordination.Load.Reporting;

/// <summary>How a figure of ours must stand to that of the other.</summary>
/// <param name="Figure">Which figure.</param>
/// <param name="Ratio">Ours divided by the other's.</param>
/// <param name="IsMost">Whether the ratio must not exceed it; else it must reach it.</param>
internal sealed record Bar(string Figure, double Ratio, bool IsMost = false)
{
    public bool IsMetBy(double ratio) => IsMost ? ratio <= Ratio : ratio >= Ratio;
}
