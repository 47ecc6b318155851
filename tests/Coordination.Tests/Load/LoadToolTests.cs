using Coordination.Tests.Samples;

namespace Coordination.Tests.Load;

public sealed class LoadToolTests
{
    private const string Tool = "Coordination.Load";

    [Fact]
    public async Task Every_load_runs_on_our_server_without_an_error()
    {
        SampleRun run = await SampleRun.OfBenchmarkAsync(
            Tool, TestContext.Current.CancellationToken, "smoke", "--seconds", "0.3");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(14, run.Lines.Count(line => line.EndsWith(" 0", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("run", "--depht", "20")]
    [InlineData("run", "--depth", "many")]
    [InlineData("run", "--server", "another")]
    [InlineData("compare", "--only", "gets")]
    [InlineData("climb")]
    public async Task A_wrong_command_line_is_named(params string[] arguments)
    {
        SampleRun run = await SampleRun.OfBenchmarkAsync(
            Tool, TestContext.Current.CancellationToken, arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(arguments[^1] == "20" ? arguments[^2] : arguments[^1], run.Errors, StringComparison.Ordinal);
    }
}
