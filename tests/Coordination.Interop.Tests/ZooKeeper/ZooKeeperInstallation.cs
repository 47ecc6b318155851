using System.ComponentModel;
using System.Diagnostics;

namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>
/// Where Apache ZooKeeper is on this machine: Debian's package <c>zookeeper</c> with a JDK, or any class path that
/// COORDINATION_ZOOKEEPER_CLASSPATH names (it must hold ZooKeeper, its dependencies and Jackson).
/// </summary>
internal static class ZooKeeperInstallation
{
    // The jar names what it needs, but for what its TLS rests on.
    private const string DebianJars = "/usr/share/java/zookeeper.jar:/usr/share/java/netty-codec.jar"
        + ":/usr/share/java/netty-resolver.jar:/usr/share/java/netty-transport-native-unix-common.jar";

    public static string ClassPath { get; } =
        Environment.GetEnvironmentVariable("COORDINATION_ZOOKEEPER_CLASSPATH") ?? DebianJars;

    /// <summary>What keeps us from running it; null where nothing does.</summary>
    public static string? Missing { get; } = FindWhatIsMissing();

    /// <summary>A Java process that is about to be started with that class path.</summary>
    public static ProcessStartInfo Java(IEnumerable<string> arguments) => Java([ClassPath], arguments);

    /// <summary>A Java process that is about to be started with another class path.</summary>
    public static ProcessStartInfo Java(IEnumerable<string> classPath, IEnumerable<string> arguments)
    {
        string joined = string.Join(Path.PathSeparator, classPath);
        string[] all = ["-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", joined, .. arguments];
        return new ProcessStartInfo("java", all)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static string? FindWhatIsMissing()
    {
        if (!ClassPath.Split(Path.PathSeparator).All(entry => File.Exists(entry) || Directory.Exists(entry)))
            return $"Apache ZooKeeper is not at {ClassPath} (apt-get install zookeeper).";

        // The client's driver is compiled when it is started, so a runtime without compiler will not do.
        return Runs("java", "-version") && Runs("javac", "-version")
            ? null
            : "there is no Java with its compiler (apt-get install default-jdk-headless).";
    }

    private static bool Runs(string program, string argument)
    {
        try
        {
            var start = new ProcessStartInfo(program, argument)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start);
            process?.WaitForExit();
            return process?.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // There is no such program.
        }
    }
}
