namespace Coordination.Load.Servers;

/// <summary>
/// Where Apache ZooKeeper is: Debian's package <c>zookeeper</c>, or what COORDINATION_ZOOKEEPER_CLASSPATH names.
/// </summary>
internal static class ZooKeeperInstallation
{
    public static string ClassPath { get; } =
        Environment.GetEnvironmentVariable("COORDINATION_ZOOKEEPER_CLASSPATH") ?? "/usr/share/java/zookeeper.jar";

    /// <exception cref="UsageException">It is not there.</exception>
    public static void Require()
    {
        if (!ClassPath.Split(Path.PathSeparator).All(entry => File.Exists(entry) || Directory.Exists(entry)))
            throw new UsageException($"Apache ZooKeeper is not at {ClassPath} (apt-get install zookeeper).");
    }
}
