namespace Coordination.Tests.Samples;

public sealed class ClusterStateTests
{
    [Fact]
    public async Task A_member_dies_and_the_others_notice_and_have_a_new_master()
    {
        SampleRun run = await SampleRun.OfAsync("ClusterState", TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(
            [
                "A is the master, as it stood first.",
                "A, B and C see each other.",
                "A dies: it says nothing any more, and its session expires.",
                "B and C have noticed: they see B and C.",
                "B is the master now, as its priority says.",
                "",
            ],
            run.Lines);
    }
}
