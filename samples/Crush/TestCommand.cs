using Coordination.Crush;

namespace Coordination.Samples.Crush;

/// <summary>Places a range of inputs and prints them, or counts.</summary>
internal static class TestCommand
{
    public static void Run(Arguments arguments, TextWriter output)
    {
        CrushMap map = MapFile.Read(arguments.TakeOption("--map") ?? throw new UsageException("--map is missing"));
        int rule = arguments.TakeInt("--rule"), replicas = arguments.TakeInt("--num-rep");
        int first = arguments.TakeInt("--min-x"), last = arguments.TakeInt("--max-x");
        string? pool = arguments.TakeOption("--pool-id");
        uint[] reweights = TakeReweights(map, arguments);
        bool utilization = arguments.TakeFlag("--show-utilization"), tries = arguments.TakeFlag("--show-choose-tries");
        arguments.ExpectEnd();

        // crushtool --test asks for weight set 0, whatever the pool.
        var mapper = new CrushMapper(map, rule, replicas, new()
        {
            Reweights = reweights,
            WeightSet = map.WeightSetFor(0),
        });
        MapperScratch scratch = mapper.CreateScratch();
        scratch.Histogram = tries ? new ChooseTries(map) : null;
        var results = new int[replicas];
        var distribution = new Distribution(replicas);
        for (long x = first; x <= last; x++)
        {
            uint input = pool is null ? (uint)x : CrushHash.Hash((uint)x, (uint)Arguments.ToInt(pool, "--pool-id"));
            int count = mapper.Map(input, results, scratch);
            distribution.Add(results.AsSpan(0, count));
            if (!utilization && !tries)
                output.Write($"CRUSH rule {rule} x {x} [{string.Join(',', results.Take(count))}]\n");
        }
        if (utilization)
            WriteUtilization(distribution, output);
        if (scratch.Histogram is { } histogram)
            WriteTries(histogram, output);
    }

    public static uint[] TakeReweights(CrushMap map, Arguments arguments)
    {
        uint[] reweights = Reweight.Full(map);
        while (arguments.TryTake("--weight", 2, out string[] values))
        {
            int device = Arguments.ToInt(values[0], "--weight");
            if ((uint)device < (uint)reweights.Length)
                reweights[device] = Reweight.From(Arguments.ToFloat(values[1], "--weight"));
        }
        return reweights;
    }

    private static void WriteUtilization(Distribution distribution, TextWriter output)
    {
        output.Write($"bad {distribution.Incomplete}\n");
        foreach (var (size, count) in distribution.BySize)
            output.Write($"size {size} {count}\n");
        foreach (var (device, count) in distribution.ByDevice)
            output.Write($"dev {device} {count}\n");
    }

    private static void WriteTries(ChooseTries histogram, TextWriter output)
    {
        for (int bin = 0; bin < histogram.Bins.Length; bin++)
        {
            if (histogram.Bins[bin] > 0)
                output.Write($"tries {bin} {histogram.Bins[bin]}\n");
        }
    }
}
