using System.Diagnostics;

namespace Coordination.Interop.Tests.Crush;

/// <summary>Ceph's own crushtool and osdmaptool, out of Debian's ceph-base.</summary>
internal static class CephTool
{
    public const string CrushTool = "/usr/bin/crushtool", OsdMapTool = "/usr/bin/osdmaptool";

    /// <summary>Exit code from which on it crashed by a signal; where it hangs, it is killed after a time.</summary>
    public const int Crashed = 124;

    public static void Require(string tool) =>
        Counterpart.Require(File.Exists(tool) ? null : $"{tool} is missing: install ceph-base");

    /// <summary>Runs a tool in a folder and returns what it printed.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string tool, string folder,
        params IEnumerable<string> words)
    {
        var start = new ProcessStartInfo("timeout", ["--signal=KILL", "30", tool, .. words])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{tool} did not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
