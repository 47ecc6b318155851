namespace Coordination.Load.Servers;

/// <summary>How servers are started.</summary>
internal sealed record ServerOptions
{
    /// <summary>Where ZooKeeper keeps its data; a folder of its own is made in it.</summary>
    public string ZooKeeperData { get; init; } = Path.GetTempPath();

    /// <summary>The same for the one that keeps it in memory.</summary>
    public string MemoryData { get; init; } = "/dev/shm";

    /// <summary>More arguments of the Java that runs ZooKeeper, such as <c>-Xmx1g</c>.</summary>
    public IReadOnlyList<string> JavaArguments { get; init; } = [];

    /// <summary>Our server as native code; null: where <c>dotnet publish</c> is told to put it.</summary>
    public string? AotServer { get; init; }
}
