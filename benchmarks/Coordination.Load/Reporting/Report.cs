using System.Globalization;
using System.Text.Json;
using Coordination.Load.Measuring;

namespace Coordination.Load.Reporting;

/// <summary>What a run prints: a table for people, and for programs one line of JSON for each scenario.</summary>
internal sealed class Report(TextWriter output)
{
    private const string Columns =
        "{0,-22} {1,-5} {2,-24} {3,11} {4,11} {5,9} {6,9} {7,9} {8,12} {9,12} {10,7}";

    private bool _hasHead;

    /// <summary>One load as a row of the table.</summary>
    public void Row(string scenario, string client, string server, LoadResult result)
    {
        if (!_hasHead)
        {
            Line(Columns, "scenario", "from", "server", "per second", "worst s", "p50 µs", "p99 µs", "p99.9 µs",
                "/server core", "/client core", "errors");
            _hasHead = true;
        }

        LatencyHistogram latency = result.Tally.Latency;
        Line(Columns, scenario, client, server, Count(result.Throughput), Count(result.WorstSecond),
            Count(latency.PercentileUs(50)), Count(latency.PercentileUs(99)), Count(latency.PercentileUs(99.9)),
            Count(result.PerServerCore), Count(result.PerClientCore), Count(result.Tally.Errors));
        if (result.Tally.FirstError is { } error)
            output.WriteLine($"  first error: {error}");
    }

    /// <summary>The same load as a line of JSON.</summary>
    public void Json(string scenario, string client, string server, LoadResult result) => Json(json =>
    {
        json.WriteString("scenario", scenario);
        json.WriteString("client", client);
        json.WriteString("server", server);
        json.WriteNumber("connections", result.Plan.Connections);
        json.WriteNumber("depth", result.Plan.Depth);
        json.WriteNumber("dataBytes", result.Plan.DataLength);
        json.WriteNumber("rate", result.Plan.Rate);
        json.WriteNumber("seconds", result.Plan.Measured.TotalSeconds);
        json.WriteNumber("perSecond", Math.Round(result.Throughput));
        json.WriteStartArray("perSlice");
        foreach (long slice in result.Tally.PerSlice)
            json.WriteNumberValue(slice);
        json.WriteEndArray();
        json.WriteNumber("worstSecond", result.WorstSecond);
        foreach (double percent in (double[])[50, 90, 99, 99.9, 100])
            json.WriteNumber(FormattableString.Invariant($"p{percent}Us"), result.Tally.Latency.PercentileUs(percent));
        json.WriteNumber("errors", result.Tally.Errors);
        json.WriteNumber("perServerCoreSecond", Math.Round(result.PerServerCore ?? 0));
        json.WriteNumber("perClientCoreSecond", Math.Round(result.PerClientCore ?? 0));
    });

    /// <summary>A line of JSON.</summary>
    public void Json(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
        output.Flush();
    }

    /// <summary>A line of text.</summary>
    public void Say(string text)
    {
        output.WriteLine(text);
        output.Flush();
    }

    private static string Count(double? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    private void Line(string format, params ReadOnlySpan<object?> values)
    {
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, format, values).TrimEnd());
        output.Flush();
    }
}
