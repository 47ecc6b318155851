using System.Globalization;
using System.Text.RegularExpressions;

namespace Coordination.Tests.Samples;

public sealed partial class PlacementTests
{
    private const double MostOverLeast = 1.1;

    [Fact]
    public async Task The_store_loses_nothing_with_a_rack_and_moves_no_more_than_it_must()
    {
        SampleRun run = await SampleRun.OfAsync("Placement", TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal("Done.", run.Lines[^2]);
        Assert.Equal(8, run.Lines.Count(line => line.EndsWith(": 2000 of 2000 objects are readable.",
            StringComparison.Ordinal)));
        Assert.DoesNotContain(run.Lines, line => line.Contains("objects are readable.", StringComparison.Ordinal)
            && !line.Contains(": 2000 of 2000 ", StringComparison.Ordinal));
        double ratio = Assert.Single(run.Lines.Select(line => PinnedRatio().Match(line)).Where(line => line.Success)
            .Select(line => double.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture)));
        Assert.InRange(ratio, 0.9, MostOverLeast);
    }

    [Theory]
    [InlineData("--transport", "pigeon")]
    [InlineData("--connect", "a:b:c", "--transport", "tcp")]
    [InlineData("--no-such-flag", "1")]
    public async Task A_wrong_flag_is_named_in_one_line(params string[] arguments)
    {
        SampleRun run = await SampleRun.OfAsync("Placement", TestContext.Current.CancellationToken, arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(arguments[0], run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.Trim().Split('\n'));
    }

    [GeneratedRegex(@"^With all others kept in place .* ([\d.]+)x the theoretical least")]
    private static partial Regex PinnedRatio();
}
