using System.Globalization;

namespace Coordination.Load.Reporting;

/// <summary>
/// Figures of one comparison, round by round, and their verdict: the median of each contestant, and ours divided by
/// each other's.
/// </summary>
/// <param name="comparison">Its name.</param>
/// <param name="ours">Which contestant is held against the others.</param>
internal sealed class Scoreboard(string comparison, string ours)
{
    private readonly Dictionary<(string Figure, string Contestant), List<double>> _values = [];

    public void Add(string figure, string contestant, double value)
    {
        if (!_values.TryGetValue((figure, contestant), out List<double>? values))
            _values[(figure, contestant)] = values = [];
        values.Add(value);
    }

    /// <summary>Prints a figure of ours beside each other's.</summary>
    /// <returns>Whether the bar is met everywhere.</returns>
    public bool Judge(Bar bar, Report report)
    {
        bool isMet = true;
        List<double> own = _values[(bar.Figure, ours)];
        foreach (((string figure, string other), List<double> theirs) in _values)
        {
            if (figure != bar.Figure || other == ours)
                continue;
            double ratio = Median(own) / Median(theirs);
            isMet &= bar.IsMetBy(ratio);
            Print(bar, own, other, theirs, ratio, report);
        }

        return isMet;
    }

    private void Print(
        Bar bar, List<double> own, string other, List<double> theirs, double ratio, Report report)
    {
        string sign = bar.IsMost ? "≤" : "≥";
        string verdict = bar.IsMetBy(ratio) ? "met" : "MISSED";
        string figures = $"{comparison}: {bar.Figure}: {ours} {Show(own)}, {other} {Show(theirs)}";
        report.Say(FormattableString.Invariant(
            $"{figures}: ratio {ratio:0.00} (bar {sign} {bar.Ratio:0.##}: {verdict})"));
        report.Json(json =>
        {
            json.WriteString("comparison", comparison);
            json.WriteString("figure", bar.Figure);
            json.WriteString("with", other);
            json.WriteNumber("ours", Median(own));
            json.WriteNumber("theirs", Median(theirs));
            json.WriteNumber("rounds", own.Count);
            json.WriteNumber("ratio", Math.Round(ratio, 3));
            json.WriteNumber("bar", bar.Ratio);
            json.WriteBoolean("isMet", bar.IsMetBy(ratio));
        });
    }

    private static string Show(List<double> values) => string.Format(
        CultureInfo.InvariantCulture,
        values.Count > 1 ? "{0:N0} [{1:N0}..{2:N0}]" : "{0:N0}", Median(values), values.Min(), values.Max());

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
