using System.Diagnostics;

namespace Coordination.Tests.Samples;

/// <summary>
/// One run of a sample, or of a benchmark, as a user starts it: a process of its own, whose output is read to its end.
/// </summary>
internal sealed record SampleRun(int ExitCode, string Output, string Errors)
{
    public IReadOnlyList<string> Lines => Output.ReplaceLineEndings("\n").Split('\n');

    public static Task<SampleRun> OfAsync(
        string name, CancellationToken cancellationToken, params string[] arguments) =>
        OfAsync(Start(name, arguments), cancellationToken);

    public static Task<SampleRun> OfBenchmarkAsync(
        string name, CancellationToken cancellationToken, params string[] arguments) =>
        OfAsync(Start(AssemblyOf("benchmarks", name), arguments), cancellationToken);

    /// <summary>Starts a sample that does not end by itself; nothing is typed in.</summary>
    public static Process Start(string name, params string[] arguments) =>
        Start(AssemblyOf("samples", name), arguments);

    private static async Task<SampleRun> OfAsync(Process started, CancellationToken cancellationToken)
    {
        using Process process = started;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new SampleRun(process.ExitCode, await output, await errors);
    }

    private static Process Start(FileInfo assembly, string[] arguments)
    {
        string[] all = [assembly.FullName, .. arguments];
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", all)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process = Process.Start(start)
            ?? throw new InvalidOperationException($"{assembly.Name} did not start.");
        process.StandardInput.Close();
        return process;
    }

    /// <summary>
    /// The tests are built in tests/X/bin/CONFIGURATION/FRAMEWORK, the others in the same folders of theirs.
    /// </summary>
    private static FileInfo AssemblyOf(string house, string name)
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        string framework = built.Name;
        string configuration = built.Parent?.Name ?? "";
        string root = Path.GetFullPath(Path.Combine(built.FullName, "..", "..", "..", "..", ".."));
        return new FileInfo(Path.Combine(root, house, name, "bin", configuration, framework, $"{name}.dll"));
    }
}
