using System.Globalization;

namespace Coordination.Load.Measuring;

/// <summary>What the kernel says of a process (proc(5)).</summary>
internal static class ProcessFigures
{
    /// <summary>USER_HZ, in which Linux tells processor time on every architecture that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Processor time used so far by all threads, user and system.</summary>
    public static TimeSpan CpuOf(int processId)
    {
        string[] fields = StatOf(processId);
        long ticks = Number(fields[11]) + Number(fields[12]); // utime and stime
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    public static int ThreadsOf(int processId) => (int)Number(StatOf(processId)[17]);

    public static int HandlesOf(int processId) => Directory.GetFileSystemEntries($"/proc/{processId}/fd").Length;

    /// <summary>Resident memory, bytes.</summary>
    public static long MemoryOf(int processId)
    {
        const string Label = "Rss:";
        string line = File.ReadLines($"/proc/{processId}/smaps_rollup").First(
            line => line.StartsWith(Label, StringComparison.Ordinal));
        return 1024 * Number(line[Label.Length..].Replace("kB", "", StringComparison.Ordinal));
    }

    // From the third field on, as the second is the program's name, which may hold anything.
    private static string[] StatOf(int processId)
    {
        string stat = File.ReadAllText($"/proc/{processId}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static long Number(string text) => long.Parse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
}
