namespace Coordination.Tests.Samples;

public sealed class SharedConfigurationTests
{
    [Fact]
    public async Task Three_systems_follow_one_document_and_one_of_them_an_overlay()
    {
        SampleRun run = await SampleRun.OfAsync("SharedConfiguration", TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(
            [
                "The administrator moves the database.",
                "System A goes on with 2 connections to db2.internal.",
                "System B goes on with 16 connections to db2.internal.",
                "System C goes on with 16 connections to db2.internal.",
                "The administrator makes a mistake, which nobody follows, and takes it back.",
                "System A goes on with 2 connections to db.internal.",
                "System B goes on with 8 connections to db.internal.",
                "System C goes on with 8 connections to db.internal.",
                "One transaction changes both documents: system A sees one change.",
                "System A goes on with 3 connections to db3.internal.",
                "System B goes on with 32 connections to db3.internal.",
                "System C goes on with 32 connections to db3.internal.",
                "Done.",
                "",
            ],
            run.Lines.SkipWhile(line => line.StartsWith("System", StringComparison.Ordinal)));
    }
}
