namespace Coordination;

/// <summary>
/// Bugs that a test build carries on purpose, to prove that the simulator finds them. Everywhere else none is on, and
/// the compiler drops them.
/// </summary>
internal static class PlantedBugs
{
#if COORDINATION_PLANTED_BUGS
    /// <summary>The one that is on; null for none.</summary>
    public static string? On { get; set; }

    public static bool IsOn(string name) => On == name;
#else
    public static bool IsOn(string name)
    {
        _ = name;
        return false;
    }
#endif
}
