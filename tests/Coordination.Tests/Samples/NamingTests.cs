namespace Coordination.Tests.Samples;

public sealed class NamingTests
{
    [Fact]
    public async Task Requests_by_name_go_on_when_an_instance_dies()
    {
        SampleRun run = await SampleRun.OfAsync("Naming", TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(
            [
                "Requests are answered by A, B, C.",
                "B dies: it answers nobody any more, and its session expires.",
                "Meanwhile requests are answered by A, C.",
                "The name stands for two instances now.",
                "Requests are answered by A, C.",
                "All have gone: 0 are left.",
                "",
            ],
            run.Lines);
    }
}
