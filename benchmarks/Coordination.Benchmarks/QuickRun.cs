using System.Diagnostics;

namespace Coordination.Benchmarks;

/// <summary>Every subject once, by stopwatch: good to a tenth, and done in about a minute.</summary>
internal static class QuickRun
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(2);

    /// <param name="subjects">Names of subjects to run; all where there is none.</param>
    public static async Task RunAsync(string[] subjects)
    {
        (string Name, Func<Task> Run)[] all =
        [
            ("hot", HotAsync), ("uniform", UniformAsync), ("create", CreateAsync),
            ("streams", StreamsAsync), ("sessions", SessionsAsync), ("lock", LockAsync),
        ];
        foreach ((string name, Func<Task> run) in all)
        {
            if (subjects.Length == 0 || subjects.Contains(name))
                await run();
            GC.Collect();
        }
    }

    private static async Task HotAsync()
    {
        var hot = new HotZnodes();
        await hot.SetupAsync();
        await MeasureAsync("get, 1,000 hot of 1 M", 4_000_000, HotZnodes.Hot, hot.GetAsync);
        await MeasureAsync("exists, 1,000 hot of 1 M", 6_000_000, HotZnodes.Hot, hot.ExistsAsync);
        await MeasureAsync("set, 1,000 hot of 1 M", 1_000_000, HotZnodes.Hot, hot.SetAsync);
        await hot.CleanupAsync();
    }

    private static async Task UniformAsync()
    {
        var uniform = new UniformReads();
        await uniform.SetupAsync();
        await MeasureAsync("get, uniform over 1 M", 1_000_000, UniformReads.ReadsPerCall, uniform.GetAsync);
        await uniform.CleanupAsync();
    }

    private static async Task CreateAsync()
    {
        var creates = new Creates();
        for (int run = 0; run < 3; run++)
        {
            await creates.SetupAsync();
            GC.Collect();
            await OnceAsync($"create, run {run + 1} of 3", 700_000, Creates.CreatesPerCall, creates.CreateAsync);
            await creates.CleanupAsync();
        }
    }

    private static async Task StreamsAsync()
    {
        var streams = new WatchStreamFanOut();
        await streams.SetupAsync();
        await MeasureAsync(
            "events to 100,000 streams of one client", 1_000_000, WatchStreamFanOut.Streams, streams.ChangeAsync);
        await streams.CleanupAsync();
    }

    private static async Task SessionsAsync()
    {
        var sessions = new SessionFanOut();
        await sessions.SetupAsync();
        for (int run = 0; run < 10; run++)
            await sessions.DeliverAsync();
        for (int run = 0; run < 3; run++)
        {
            await OnceAsync(
                $"events into 100,000 sessions' queues, run {run + 1} of 3", 5_000_000, SessionFanOut.Sessions,
                sessions.QueueAsync);
            sessions.Drain();
        }

        await MeasureAsync("events delivered to 100,000 sessions", 0, SessionFanOut.Sessions, sessions.DeliverAsync);
        await sessions.CleanupAsync();
    }

    private static async Task LockAsync()
    {
        var locks = new UncontendedLock();
        await locks.SetupAsync();
        await MeasureAsync(
            "lock taken and given back, uncontended", 100_000, UncontendedLock.LocksPerCall,
            locks.TakeAndGiveBackAsync);
        await locks.CleanupAsync();
    }

    private static async Task MeasureAsync(string name, double bar, int operationsPerCall, Func<Task> call)
    {
        for (long begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < WarmUp;)
            await call();

        long calls = 0;
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long started = Stopwatch.GetTimestamp();
        for (; Stopwatch.GetElapsedTime(started) < Measured; calls++)
            await call();
        TimeSpan took = Stopwatch.GetElapsedTime(started);
        Print(name, bar, calls * operationsPerCall, took, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    private static async Task OnceAsync(string name, double bar, int operations, Func<Task> call)
    {
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long started = Stopwatch.GetTimestamp();
        await call();
        TimeSpan took = Stopwatch.GetElapsedTime(started);
        Print(name, bar, operations, took, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    private static void Print(string name, double bar, long operations, TimeSpan took, long bytes)
    {
        double perSecond = operations / took.TotalSeconds;
        string verdict = bar == 0 ? "" : perSecond >= bar ? $"  (bar {bar:N0}: met)" : $"  (bar {bar:N0}: MISSED)";
        Console.WriteLine($"{name,-56} {perSecond,14:N0}/s {(double)bytes / operations,8:F1} B/op{verdict}");
    }
}
