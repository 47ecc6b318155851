namespace Coordination.Repository.Tests.References;

/// <summary>
/// The arrows of DESIGN.md §3, as data. Whatever a project reaches by following them it may also reference directly.
/// </summary>
internal static class AllowedReferences
{
    public static readonly IReadOnlyDictionary<string, string[]> Arrows = new Dictionary<string, string[]>
    {
        ["Abstractions"] = [],
        ["Tree"] = ["Abstractions"],
        ["Protocol"] = ["Abstractions"],
        ["Raft"] = [],
        ["Vrrp"] = [],
        ["Crush"] = [],
        ["Client"] = ["Abstractions"],
        ["Ensemble"] = ["Tree"],
        ["Transports.InMemory"] = ["Ensemble", "Client"],
        ["Transports.Tcp"] = ["Ensemble", "Protocol", "Client"],
        ["Transports.Raft"] = ["Transports.Tcp", "Raft"],
        ["Recipes"] = ["Client"],
        ["Recipes.VirtualIp"] = ["Recipes", "Vrrp"],
        ["Recipes.Placement"] = ["Recipes", "Crush"],
        ["Recipes.Containers"] = ["Recipes"],
        ["Configuration"] = ["Recipes"],
        ["Hosting"] = ["Recipes"],
        ["DistributedLock"] = ["Recipes"],
        ["Testing"] = ["Transports.InMemory", "Transports.Raft"],
        ["Testing.FsCheck"] = ["Testing"],
        [""] = ["Client", "Transports.InMemory", "Transports.Tcp", "Recipes", "Configuration", "Hosting"],
    };

    /// <summary>Tools stand above everything and may reach all of it; nothing may reach them.</summary>
    public static readonly string[] Tools = ["Cli", "Dashboard"];

    /// <summary>Packages without I/O, clock, thread or chance: they reference no package.</summary>
    public static readonly string[] Pure = ["Tree", "Protocol", "Raft", "Vrrp", "Crush"];

    public static bool Allows(string from, string to) =>
        Tools.Contains(from) ? Arrows.ContainsKey(to) : Arrows.TryGetValue(from, out string[]? direct)
            && Reaches(direct, to);

    private static bool Reaches(string[] direct, string to) =>
        direct.Contains(to) || direct.Any(next => Reaches(Arrows[next], to));
}
