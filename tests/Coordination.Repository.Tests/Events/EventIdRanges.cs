namespace Coordination.Repository.Tests.Events;

/// <summary>
/// A thousand event ids for each package that logs; they are public, so a range is never given to another.
/// </summary>
internal static class EventIdRanges
{
    public const int Length = 1000;

    public static readonly IReadOnlyDictionary<string, int> First = new Dictionary<string, int>
    {
        ["Coordination.Client"] = 1000,
        ["Coordination.Ensemble"] = 2000,
        ["Coordination.Transports.InMemory"] = 3000,
        ["Coordination.Transports.Tcp"] = 4000,
        ["Coordination.Transports.Raft"] = 5000,
        ["Coordination.Hosting"] = 6000,
        ["Coordination.Recipes"] = 7000,
        ["Coordination.Recipes.VirtualIp"] = 8000,
        ["Coordination.Recipes.Placement"] = 9000,
        ["Coordination.Recipes.Containers"] = 10000,
        ["Coordination.Configuration"] = 11000,
        ["Coordination.Testing"] = 12000,
        ["Coordination.Dashboard"] = 13000,
    };
}
