using System.Globalization;
using System.Text;
using Coordination.Crush;

namespace Coordination.Samples.Crush;

/// <summary>What a test run prints about many placements, beside or instead of the placements themselves.</summary>
internal sealed class TestReport(CrushMap map, int rule, int replicas, Distribution distribution)
{
    private readonly IReadOnlyDictionary<int, double>? _shares = RuleTargets.Of(map, rule)?.Shares();

    public void WriteUtilization(TextWriter output)
    {
        output.Write($"bad {distribution.Incomplete}\n");
        foreach (var (size, count) in distribution.BySize)
            output.Write($"size {size} {count}\n");
        foreach (var (device, count) in distribution.ByDevice)
            output.Write($"dev {device} {count}\n");
    }

    /// <summary>The lines of <c>crushtool --show-statistics</c>, and how even the load is.</summary>
    public void WriteStatistics(int first, int last, TextWriter output)
    {
        string name = $"rule {rule} ({map.RuleNames[rule]})";
        output.Write($"{name}, x = {first}..{last}, numrep = {replicas}..{replicas}\n");
        foreach (var (size, count) in distribution.BySize)
            output.Write($"{name} num_rep {replicas} result size == {size}:\t{count}/{distribution.Inputs}\n");
        if (_shares is not null)
            output.Write(string.Create(CultureInfo.InvariantCulture,
                $"relative deviation {distribution.RelativeDeviation(_shares):F4}\n"));
    }

    public static void WriteTries(ChooseTries histogram, TextWriter output)
    {
        for (int bin = 0; bin < histogram.Bins.Length; bin++)
        {
            if (histogram.Bins[bin] > 0)
                output.Write($"tries {bin} {histogram.Bins[bin]}\n");
        }
    }

    /// <summary>The tables of <c>crushtool --output-csv</c>: placements, load and weights.</summary>
    public void WriteCsv(string prefix, StringBuilder placements)
    {
        IEnumerable<string> columns = Enumerable.Range(0, replicas).Select(i => $"OSD{i}");
        File.WriteAllText($"{prefix}-placement_information.csv",
            $"Input, {string.Join(", ", columns)}\n{placements}");
        IReadOnlyDictionary<int, double> shares = _shares ?? new Dictionary<int, double>();
        StringBuilder load = new("Device ID, Number of Objects Stored, Number of Objects Expected\n"),
            weights = new("Device ID, Proportional Weight\n");
        foreach (var (device, share) in shares)
        {
            long stored = distribution.ByDevice.GetValueOrDefault(device);
            load.Append(CultureInfo.InvariantCulture, $"{device},{stored},{share * distribution.Placed:G6}\n");
            weights.Append(CultureInfo.InvariantCulture, $"{device},{share:G6}\n");
        }
        File.WriteAllText($"{prefix}-device_utilization.csv", load.ToString());
        File.WriteAllText($"{prefix}-proportional_weights.csv", weights.ToString());
    }
}
