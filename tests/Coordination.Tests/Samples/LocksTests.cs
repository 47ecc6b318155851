namespace Coordination.Tests.Samples;

public sealed class LocksTests
{
    [Fact]
    public async Task Locks_are_held_in_turn_and_the_leadership_is_handed_over()
    {
        SampleRun run = await SampleRun.OfAsync("Locks", TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(9, run.Lines.Count);
        Assert.All(run.Lines.Take(3), line => Assert.Matches("^contender [123] holds the lock, [012] in line", line));
        Assert.Equal(
            [
                "The report is kept: all is well.",
                "The writer reads on, and others read with it.",
                "One of four permits and 2 accounts are held.",
                "b hands over: True.",
                "a leads now, by a greater token: True.",
            ],
            [.. run.Lines.Skip(3).Take(3), .. run.Lines.Skip(6).Take(2).OrderDescending()]);
    }
}
