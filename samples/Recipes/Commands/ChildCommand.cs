using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Coordination.Samples.Recipes.Events;

namespace Coordination.Samples.Recipes.Commands;

/// <summary>A command that runs while something is held, and is told to end when it no longer is.</summary>
internal static partial class ChildCommand
{
    private const int SigTerm = 15;
    private const string TokenVariable = "COORDINATION_FENCING_TOKEN";

    /// <summary>Runs it to its end; answers its exit code.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="held">What is held meanwhile.</param>
    /// <param name="ends">When it is to end: it is sent SIGTERM then.</param>
    public static async Task<int> RunAsync(string[] command, HeldLease held, CancellationToken ends)
    {
        var start = new ProcessStartInfo(command[0], command[1..]);
        start.Environment[TokenVariable] = held.Lease.FencingToken.ToString(CultureInfo.InvariantCulture);
        try
        {
            using Process child = Process.Start(start)!; // Not null: no shell is asked to start it.
            using CancellationTokenRegistration end = ends.Register(() => _ = SendSignal(child.Id, SigTerm));
            await child.WaitForExitAsync(CancellationToken.None);
            return child.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new IOException($"{command[0]} cannot be started: {error.Message}", error);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
