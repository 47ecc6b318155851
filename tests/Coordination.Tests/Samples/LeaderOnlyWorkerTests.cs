namespace Coordination.Tests.Samples;

public sealed class LeaderOnlyWorkerTests
{
    [Fact]
    public async Task A_worker_runs_on_one_host_after_the_other()
    {
        SampleRun run = await SampleRun.OfAsync("LeaderOnlyWorker", TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(9, run.Lines.Count);
        Assert.All(["2", "1", "0"], left => Assert.Single(
            run.Lines, line => line.EndsWith($"works, and {left} stand by.", StringComparison.Ordinal)));
        Assert.DoesNotContain("False", run.Output, StringComparison.Ordinal);
    }
}
