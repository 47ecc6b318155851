using Coordination.Repository.Tests.References;

namespace Coordination.Repository.Tests.Purity;

public sealed class PurityTests
{
    public static TheoryData<string> PureAssemblies { get; } =
        [.. AllowedReferences.Pure.Where(name =>
            Directory.Exists(Path.Combine(Repository.Root, "src", $"Coordination.{name}")))];

    [Theory, MemberData(nameof(PureAssemblies))]
    public void Pure_packages_know_no_file_no_thread_no_clock_and_no_chance(string name) =>
        Violation.None(PurityRule.Check(Path.Combine(AppContext.BaseDirectory, $"Coordination.{name}.dll")));

    [Theory]
    [InlineData("System.IO.Stream", true)]
    [InlineData("System.Threading.Tasks.Task", true)]
    [InlineData("System.Net.Sockets.Socket", true)]
    [InlineData("System.DateTime", true)]
    [InlineData("System.Random", true)]
    [InlineData("Coordination.Work.IWorkScheduler", true)]
    [InlineData("System.IOrdered", false)]
    [InlineData("System.Collections.Generic.List`1", false)]
    public void Forbidden_types_are_known(string typeName, bool isForbidden) =>
        Assert.Equal(isForbidden, PurityRule.Forbids(typeName));

    /// <summary>
    /// This assembly is the small input: below, it holds what no pure package may hold, in a field and in a parameter.
    /// </summary>
    [Fact]
    public void Types_of_fields_and_parameters_are_seen()
    {
        IReadOnlyList<string> found = TypeReferences.Of(typeof(Impure).Assembly.Location);

        Assert.Contains("System.IO.DriveInfo", found);
        Assert.Contains("System.Threading.Barrier", found);
        Assert.Contains("System.Collections.Generic.List`1+Enumerator", found);
    }

    private sealed class Impure
    {
        public DriveInfo? Drive = null;

        public static bool Waits(Barrier barrier, List<int>.Enumerator numbers) =>
            barrier is null && numbers.Current == 0;
    }
}
