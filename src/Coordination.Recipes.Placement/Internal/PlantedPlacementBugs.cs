namespace Coordination.Recipes.Placement;

/// <summary>
/// Mistakes in the placement that simulation must find; switched on as <see cref="Coordination.Internal.PlantedBugs"/>
/// are.
/// </summary>
internal static class PlantedPlacementBugs
{
    /// <summary>A change is written without regard to the version that it was made from.</summary>
    public const string WritesBlindly = "placement: writes blindly";

    /// <summary>A change whose answer was lost is made again without a look at whether it was made.</summary>
    public const string ChangesTwice = "placement: changes twice";

    /// <summary>A device goes out without proof that it has not come back.</summary>
    public const string OutWithoutProof = "placement: out without proof";

    /// <summary>The grace begins when the member began, not when the device went.</summary>
    public const string GraceFromStart = "placement: grace from the start";

    /// <summary>A registration takes its first session for its last.</summary>
    public const string RegistersOnce = "placement: registers once";
}
