using System.Diagnostics;

namespace Coordination.Interop.Tests.Tcp;

/// <summary>
/// Runs a program of others whose connections are cut when it says so: it prints "cut" or "heal", and goes on when that
/// has happened and a line comes back.
/// </summary>
internal static class ProgramBehindProxy
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Its exit code, the last line that it printed, and what it wrote as errors.</summary>
    public static async Task<(int ExitCode, string? Last, string Errors)> RunAsync(
        ProcessStartInfo start, CuttableProxy proxy)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!; // Not null: no shell is asked to start it.
        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        await using CancellationTokenRegistration killing = late.Token.Register(process.Kill);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string? last = null;
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            last = line;
            if (!TryCarryOut(line, proxy))
                continue;
            await process.StandardInput.WriteLineAsync(line);
            await process.StandardInput.FlushAsync(CancellationToken.None);
        }

        await process.WaitForExitAsync(CancellationToken.None);
        return (process.ExitCode, last, await errors);
    }

    private static bool TryCarryOut(string line, CuttableProxy proxy)
    {
        switch (line)
        {
            case "cut":
                proxy.Cut();
                return true;
            case "heal":
                proxy.Heal();
                return true;
            default:
                return false;
        }
    }
}
