namespace Coordination.Recipes.Placement;

/// <summary>
/// Mistakes that simulation must find: each is switched on by name, in builds with <c>PlantedBugs=true</c> alone. In
/// every other build the question is answered by a constant, and the compiler drops what hangs on it.
/// </summary>
internal static class PlantedBugs
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

#if COORDINATION_PLANTED_BUGS
    /// <summary>The one that is switched on; null for none.</summary>
    public static string? Active { get; set; }

    public static bool IsOn(string name) => Active == name;
#else
    public static bool IsOn(string name) => false;
#endif
}
