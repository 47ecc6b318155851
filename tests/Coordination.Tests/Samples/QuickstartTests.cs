namespace Coordination.Tests.Samples;

public sealed class QuickstartTests
{
    [Fact]
    public async Task The_quickstart_shows_the_main_job_and_ends_by_itself()
    {
        SampleRun run = await SampleRun.OfAsync("Quickstart", TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal("Done.", run.Lines[^2]);
        SystemsShareTheirConfiguration(run.Lines);
        MembersAreSeenToComeAndVanish(run.Lines);
        ContendersTakeTheLockInTurn(run.Lines);
        TheMasterIsReplaced(run.Lines);
    }

    private static void SystemsShareTheirConfiguration(IReadOnlyList<string> lines)
    {
        foreach (string system in (string[])["A", "B", "C"])
        {
            Assert.Equal(
                [
                    $"System {system} works by version 0: 8 connections to db.internal, features search and export.",
                    $"System {system} works by version 1: 16 connections to db.internal, features search and export.",
                ],
                lines.Where(line => line.StartsWith($"System {system}", StringComparison.Ordinal)));
        }
    }

    private static void MembersAreSeenToComeAndVanish(IReadOnlyList<string> lines)
    {
        AssertOrder(
            lines,
            "The observer sees {anna, bert, cleo}.",
            "bert dies without a word; 1 s later its session expires.",
            "The observer sees {anna, cleo}.",
            "bert has vanished.");
    }

    private static void ContendersTakeTheLockInTurn(IReadOnlyList<string> lines)
    {
        Assert.Contains("Contender 2 watches id_0000000000, its predecessor, and nothing else.", lines);
        Assert.Contains("Contender 3 watches id_0000000001, its predecessor, and nothing else.", lines);
        AssertOrder(
            lines,
            "Contender 1 has the lock as id_0000000000.",
            "Contender 1 gives it back.",
            "Contender 2 has the lock as id_0000000001.",
            "Contender 2 gives it back.",
            "Contender 3 has the lock as id_0000000002.",
            "Contender 3 gives it back.");
    }

    private static void TheMasterIsReplaced(IReadOnlyList<string> lines)
    {
        string[] masters = [.. lines.Where(line => line.EndsWith("is elected master.", StringComparison.Ordinal))];

        Assert.Equal(2, masters.Length);
        Assert.NotEqual(masters[0], masters[1]);
    }

    private static void AssertOrder(IReadOnlyList<string> lines, params string[] expected) =>
        Assert.Equal(expected, lines.Where(expected.Contains));
}
