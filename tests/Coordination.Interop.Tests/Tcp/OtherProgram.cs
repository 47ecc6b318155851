using System.ComponentModel;
using System.Diagnostics;

namespace Coordination.Interop.Tests.Tcp;

/// <summary>Runs a program of others to its end.</summary>
internal static class OtherProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Its exit code and what it wrote; null where there is no such program.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)?> RunAsync(
        string program, string[] arguments, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!; // Not null: no shell is asked to start it.
            using var late = new CancellationTokenSource(Patience, TimeProvider.System);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(late.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(late.Token);
            await process.WaitForExitAsync(late.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
