using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Coordination.Load.Servers;

/// <summary>
/// The processes that were started here, with the folders that are theirs. None outlives this process, however it is
/// told to end: a server left behind would take its share of the next measurement.
/// </summary>
internal static class Children
{
    private static readonly ConcurrentDictionary<Process, DirectoryInfo?> Running = new();
    private static readonly PosixSignalRegistration[] Signals =
    [
        .. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT])
            .Select(signal => PosixSignalRegistration.Create(signal, EndAll)),
    ];

    /// <summary>Starts one.</summary>
    public static Process Start(ProcessStartInfo start, DirectoryInfo? folder = null)
    {
        Debug.Assert(Signals.Length > 0, "They are listened to before there is a child.");
        Process process = Process.Start(start)
            ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        Running[process] = folder;
        return process;
    }

    /// <summary>Ends one, if it has not ended by itself, and deletes its folder.</summary>
    public static async Task EndAsync(Process process)
    {
        if (!Running.TryRemove(process, out DirectoryInfo? folder))
            return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder?.Delete(recursive: true);
    }

    // What the signal does else is done afterwards: this process ends by it.
    private static void EndAll(PosixSignalContext signal)
    {
        foreach (Process process in Running.Keys)
            EndAsync(process).Wait();
    }
}
