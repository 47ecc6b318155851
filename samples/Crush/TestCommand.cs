using System.Globalization;
using System.Text;
using Coordination.Crush;

namespace Coordination.Samples.Crush;

/// <summary>Places a range of inputs and prints them, or reports on them.</summary>
internal static class TestCommand
{
    private const string Utilization = "--show-utilization", Tries = "--show-choose-tries",
        Statistics = "--show-statistics";

    private static readonly string[] Shown = [Utilization, Tries, Statistics];

    public static void Run(Arguments arguments, TextWriter output)
    {
        CrushMap map = MapFile.Read(arguments.TakeOption("--map") ?? throw new UsageException("--map is missing"));
        int rule = arguments.TakeInt("--rule"), replicas = arguments.TakeInt("--num-rep");
        int first = arguments.TakeInt("--min-x"), last = arguments.TakeInt("--max-x");
        string? pool = arguments.TakeOption("--pool-id");
        uint[] reweights = TakeReweights(map, arguments);
        string? csv = arguments.TakeOption("--output-csv");
        string? shown = Shown.FirstOrDefault(arguments.TakeFlag);
        arguments.ExpectEnd();

        // crushtool --test asks for weight set 0, whatever the pool.
        var mapper = new CrushMapper(map, rule, replicas, new()
        {
            Reweights = reweights,
            WeightSet = map.WeightSetFor(0),
        });
        MapperScratch scratch = mapper.CreateScratch();
        scratch.Histogram = shown == Tries ? new ChooseTries(map) : null;
        var results = new int[replicas];
        var distribution = new Distribution(replicas);
        var table = new StringBuilder();
        for (long x = first; x <= last; x++)
        {
            uint input = pool is null ? (uint)x : CrushHash.Hash((uint)x, (uint)Arguments.ToInt(pool, "--pool-id"));
            int count = mapper.Map(input, results, scratch);
            distribution.Add(results.AsSpan(0, count));
            string devices = string.Join(',', results.Take(count));
            if (csv is not null)
                table.Append(CultureInfo.InvariantCulture, $"{x},{devices}\n");
            else if (shown is null)
                output.Write($"CRUSH rule {rule} x {x} [{devices}]\n");
        }
        var report = new TestReport(map, rule, replicas, distribution);
        if (csv is not null)
            report.WriteCsv(csv, table);
        if (shown == Utilization)
            report.WriteUtilization(output);
        else if (shown == Statistics)
            report.WriteStatistics(first, last, output);
        else if (scratch.Histogram is { } histogram)
            TestReport.WriteTries(histogram, output);
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
}
