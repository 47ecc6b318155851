using System.Diagnostics;
using System.Globalization;
using Coordination.Crush;

namespace Coordination.Samples.Crush;

/// <summary>Measures mappings per second of one thread, in CPU time of the mappings alone.</summary>
internal static class BenchCommand
{
    private const int BatchSize = 1024;

    public static void Run(Arguments arguments, TextWriter output)
    {
        CrushMap map = MapFile.Read(arguments.TakeOption("--map") ?? throw new UsageException("--map is missing"));
        int rule = arguments.TakeInt("--rule"), replicas = arguments.TakeInt("--num-rep"),
            count = arguments.TakeInt("--count");
        string mode = arguments.TakeOption("--mode") ?? "single";
        arguments.ExpectEnd();
        if (count < 1)
            throw new UsageException($"--count {count}: at least 1");
        var mapper = new CrushMapper(map, rule, replicas, new() { WeightSet = map.WeightSetFor(0) });
        Action<uint, int> run = mode switch
        {
            "single" => Single(mapper),
            "bulk" => Bulk(mapper),
            _ => throw new UsageException($"--mode {mode}: single or bulk"),
        };

        for (long warm = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(warm) < TimeSpan.FromSeconds(1);)
            run(0, BatchSize);
        TimeSpan start = Process.GetCurrentProcess().TotalProcessorTime;
        run(0, count);
        TimeSpan used = Process.GetCurrentProcess().TotalProcessorTime - start;
        output.Write(string.Create(CultureInfo.InvariantCulture,
            $"mappings_per_second {count / used.TotalSeconds:F0}\n"));
    }

    private static Action<uint, int> Single(CrushMapper mapper)
    {
        MapperScratch scratch = mapper.CreateScratch();
        var results = new int[mapper.Replicas];
        return (first, count) =>
        {
            for (uint i = 0; i < count; i++)
                mapper.Map(first + i, results, scratch);
        };
    }

    private static Action<uint, int> Bulk(CrushMapper mapper)
    {
        MapperScratch scratch = mapper.CreateScratch();
        var inputs = new uint[BatchSize];
        var results = new int[BatchSize * mapper.Replicas];
        var counts = new int[BatchSize];
        return (first, count) =>
        {
            for (int done = 0; done < count; done += BatchSize)
            {
                int length = Math.Min(BatchSize, count - done);
                for (int i = 0; i < length; i++)
                    inputs[i] = first + (uint)(done + i);
                mapper.MapMany(inputs.AsSpan(0, length), results, counts, scratch);
            }
        };
    }
}
