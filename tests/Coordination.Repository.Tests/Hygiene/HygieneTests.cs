namespace Coordination.Repository.Tests.Hygiene;

public sealed class HygieneTests
{
    private static IEnumerable<RepositoryFile> Tests => Repository.Sources.Where(file => file.House == "tests");

    [Fact]
    public void No_test_waits_for_time_to_pass() => Violation.None(Tests.SelectMany(HygieneRules.Waiting));

    [Fact]
    public void No_test_reads_a_real_clock() => Violation.None(Tests.SelectMany(HygieneRules.RealClock));

    [Fact]
    public void No_test_is_skipped() => Violation.None(Tests.SelectMany(HygieneRules.Skipping));

    [Theory]
    [InlineData("Thread.Sleep(1);", 1)]
    [InlineData("await Task.Delay(1, token);", 1)]
    [InlineData("SpinWait.SpinUntil(() => x);", 1)]
    [InlineData("var spin = new SpinWait();", 1)]
    [InlineData("Thread.SpinWait(100);", 0)]
    [InlineData("// Task.Delay(1)", 0)]
    [InlineData("await clock.DelayAsync(time);", 0)]
    public void Waiting_is_found(string text, int violationCount) =>
        Check(violationCount, HygieneRules.Waiting, text);

    [Theory]
    [InlineData("var a = DateTime.UtcNow;", 1)]
    [InlineData("var a = DateTimeOffset.Now;", 1)]
    [InlineData("Stopwatch.StartNew();", 1)]
    [InlineData("Environment.TickCount64", 1)]
    [InlineData("clock.GetUtcNow();", 0)]
    public void A_real_clock_is_found(string text, int violationCount) =>
        Check(violationCount, HygieneRules.RealClock, text);

    [Theory]
    [InlineData("[Fact(Skip = \"later\")]", 1)]
    [InlineData("[Fact(SkipUnless = nameof(A))]", 1)]
    [InlineData("Assert.SkipWhen(a, b);", 1)]
    [InlineData("[Fact(Explicit = true)]", 1)]
    [InlineData("list.Skip(1);", 0)]
    public void A_skipped_test_is_found(string text, int violationCount) =>
        Check(violationCount, HygieneRules.Skipping, text);

    [Fact]
    public void Only_the_interop_tests_may_skip() =>
        Assert.Empty(HygieneRules.Skipping(new("tests/Coordination.Interop.Tests/A.cs", "Assert.SkipWhen(a, b);")));

    private static void Check(int violationCount, Func<RepositoryFile, IEnumerable<Violation>> rule, string text) =>
        Assert.Equal(violationCount, rule(new RepositoryFile("tests/A.cs", text)).Count());
}
