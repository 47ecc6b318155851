namespace Coordination.Tests.Samples;

public sealed class FirstStepsTests
{
    [Fact]
    public async Task The_first_steps_print_the_greeting_and_its_change()
    {
        SampleRun run = await SampleRun.OfAsync("FirstSteps", TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(["Armed: Hello, version 0", "NodeDataChanged: Hello, world, version 1", ""], run.Lines);
    }
}
