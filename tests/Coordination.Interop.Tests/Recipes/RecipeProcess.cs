using System.Diagnostics;
using System.Globalization;
using Coordination.Interop.Tests.Tcp;

namespace Coordination.Interop.Tests.Recipes;

/// <summary>
/// A process of <c>samples/Recipes</c> behind a proxy of its own: it can be paused, killed and cut off, and everything
/// that it prints is kept.
/// </summary>
internal sealed class RecipeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Task _reading;
    private readonly Task<string> _errors;
    private readonly List<RecipeLine> _lines = [];

    private RecipeProcess(Process process, CuttableProxy proxy)
    {
        _process = process;
        Proxy = proxy;
        _reading = ReadAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public CuttableProxy Proxy { get; }

    /// <summary>When it was killed or last stopped, on the clock of its events; null where it never was.</summary>
    public double? StoppedAt { get; private set; }

    public bool IsKilled { get; private set; }

    public IReadOnlyList<RecipeLine> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    /// <summary>CLOCK_MONOTONIC in seconds, as the processes print it.</summary>
    public static double Now => TimeProvider.System.GetTimestamp() / (double)TimeProvider.System.TimestampFrequency;

    /// <param name="server">Where the server is.</param>
    /// <param name="arguments">All but <c>--connect</c>.</param>
    public static RecipeProcess Start(string server, params string[] arguments)
    {
        var proxy = new CuttableProxy(server);
        string[] all = [AssemblyPath, .. arguments, "--connect", proxy.ConnectString];
        var start = new ProcessStartInfo(Host, all)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new RecipeProcess(Process.Start(start)!, proxy); // Not null: no shell is asked to start it.
    }

    public Task PauseAsync()
    {
        StoppedAt = Now;
        return SignalAsync("STOP");
    }

    public Task ContinueAsync() => SignalAsync("CONT");

    public void Kill()
    {
        IsKilled = true;
        _process.Kill();
        StoppedAt = Now;
    }

    /// <summary>Asks it to end and waits until it has; its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await SignalAsync("TERM");
        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        await _process.WaitForExitAsync(late.Token);
        await _reading;
        return _process.ExitCode;
    }

    public async Task<string> ErrorsAsync() => await _errors;

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
        await Proxy.DisposeAsync();
    }

    /// <summary>What runs an assembly.</summary>
    public static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    // The tests are built in tests/X/bin/CONFIGURATION/FRAMEWORK, the samples in the same folders of theirs.
    public static string AssemblyPath
    {
        get
        {
            var built = new DirectoryInfo(AppContext.BaseDirectory);
            string root = Path.GetFullPath(Path.Combine(built.FullName, "..", "..", "..", "..", ".."));
            return Path.Combine(
                root, "samples", "Recipes", "bin", built.Parent?.Name ?? "", built.Name, "Recipes.dll");
        }
    }

    private async Task SignalAsync(string signal)
    {
        string number = _process.Id.ToString(CultureInfo.InvariantCulture);
        await OtherProgram.RunAsync("/bin/sh", ["-c", $"kill -{signal} {number}"]);
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            RecipeLine parsed = RecipeLine.Parse(line);
            lock (_lines)
                _lines.Add(parsed);
        }
    }
}
