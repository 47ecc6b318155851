using System.Globalization;

namespace Coordination.Testing;

/// <summary>Many seeds of one test.</summary>
internal static class SimulationSweep
{
    private const int RunTwiceEvery = 100;

    public static async Task<IReadOnlyList<SimulationReport>> RunAsync(
        int seeds, Func<Simulation, Task> body, ulong firstSeed, SimulationOptions options)
    {
        if (ReplayedSeed() is { } replayed)
            (firstSeed, seeds) = (replayed, 1);

        var reports = new SimulationReport[seeds];
        var failures = new SimulationFailedException?[seeds];
        int next = -1;
        int end = seeds;

        async Task RunSomeAsync()
        {
            int index;
            while ((index = Interlocked.Increment(ref next)) < Volatile.Read(ref end))
            {
                try
                {
                    reports[index] = await RunOneAsync(firstSeed + (ulong)index, body, options).ConfigureAwait(false);
                }
                catch (SimulationFailedException failure)
                {
                    failures[index] = failure;
                    Volatile.Write(ref end, 0);
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Math.Min(seeds, Environment.ProcessorCount)).Select(_ => RunSomeAsync()))
            .ConfigureAwait(false);
        return failures.FirstOrDefault(failure => failure is not null) is { } first ? throw first : reports;
    }

    private static async Task<SimulationReport> RunOneAsync(
        ulong seed, Func<Simulation, Task> body, SimulationOptions options)
    {
        SimulationReport report = await SimulationRunner.RunAsync(seed, body, options).ConfigureAwait(false);
        if (seed % RunTwiceEvery != 0)
            return report;

        SimulationReport again = await SimulationRunner.RunAsync(seed, body, options).ConfigureAwait(false);
        return again == report
            ? report
            : throw new SimulationFailedException(
                seed, $"It is not deterministic: two runs of it differ, {report} and {again}.", [], null);
    }

    private static ulong? ReplayedSeed()
    {
        string? text = Environment.GetEnvironmentVariable(Simulation.SeedVariable);
        if (string.IsNullOrEmpty(text))
            return null;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : throw new InvalidOperationException(
                $"{Simulation.SeedVariable} is '{text}', which is no seed: a whole number from 0 to {ulong.MaxValue}.");
    }
}
