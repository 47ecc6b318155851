using System.Diagnostics;

namespace Coordination.Interop.Tests.Crush;

/// <summary>Ceph's own crushtool, out of Debian's ceph-base.</summary>
internal static class CrushTool
{
    private const string Path = "/usr/bin/crushtool";

    public static void Require() =>
        Counterpart.Require(File.Exists(Path) ? null : $"{Path} is missing: install ceph-base");

    /// <summary>Runs it in a folder and returns what it printed.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string folder, params IEnumerable<string> words)
    {
        var start = new ProcessStartInfo(Path, words)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("crushtool did not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
