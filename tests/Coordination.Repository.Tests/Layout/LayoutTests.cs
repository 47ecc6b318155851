namespace Coordination.Repository.Tests.Layout;

public sealed class LayoutTests
{
    private static IReadOnlySet<string> Paths => Repository.Files.Select(file => file.Path).ToHashSet();

    [Fact]
    public void The_root_holds_only_what_it_may() => Violation.None(LayoutRules.Root(Repository.RootEntries));

    [Fact]
    public void The_solution_holds_every_project() =>
        Violation.None(LayoutRules.Solution(Repository.Files.Single(file => file.Path == "Coordination.sln").Text, Repository.Projects));

    [Fact]
    public void Every_package_holds_its_public_api_and_describes_itself() =>
        Violation.None(Repository.Projects.Where(project => project.House == "src").SelectMany(project => LayoutRules.Package(project, Paths)));

    [Fact]
    public void Every_editorconfig_that_switches_a_rule_off_is_listed() =>
        Assert.Equal(
            Exemptions.EditorConfigs.Order(StringComparer.Ordinal),
            Repository.Files.Where(file => file.Name == ".editorconfig").SelectMany(LayoutRules.Exemptions).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_source_that_switches_a_rule_off_is_listed() =>
        Assert.Equal(Exemptions.Sources.Order(StringComparer.Ordinal), Repository.Sources.SelectMany(LayoutRules.Suppressions).Order(StringComparer.Ordinal));

    [Fact]
    public void A_stranger_in_the_root_is_found() =>
        Assert.Equal("Directory.Build.props", Assert.Single(LayoutRules.Root(["src", "Directory.Build.props"])).Path);

    [Theory]
    [InlineData(@"""src\A\A.csproj""", 0)]
    [InlineData(@"""src\B\A.csproj""", 1)]
    public void A_project_outside_the_solution_is_found(string solution, int violationCount) =>
        Assert.Equal(violationCount, LayoutRules.Solution(solution, [new("src/A/A.csproj", "")]).Count());

    [Theory]
    [InlineData("<Description>What it is.</Description>", "PublicAPI.Unshipped.txt", 0)]
    [InlineData("<Description>What it is.</Description>", "Other.txt", 1)]
    [InlineData("<Description> </Description>", "PublicAPI.Unshipped.txt", 1)]
    [InlineData("", "Other.txt", 2)]
    public void A_package_without_its_papers_is_found(string content, string unshipped, int violationCount)
    {
        var project = new RepositoryFile("src/A/A.csproj", $"<Project>{content}</Project>");

        IEnumerable<Violation> found =
            LayoutRules.Package(project, new HashSet<string> { "src/A/PublicAPI.Shipped.txt", $"src/A/{unshipped}" });

        Assert.Equal(violationCount, found.Count());
    }

    [Fact]
    public void A_rule_switched_off_by_editorconfig_is_found() =>
        Assert.Equal(
            ["src/A/.editorconfig [*.cs] CA1000"],
            LayoutRules.Exemptions(new("src/A/.editorconfig", "[*.cs]\ndotnet_diagnostic.CA1000.severity = none\ndotnet_diagnostic.CA1001.severity = warning\n")));

    [Theory]
    [InlineData("#pragma warning disable CA1000 // because", "src/A.cs CA1000")]
    [InlineData("    [SuppressMessage(\"Trimming\", \"IL2026\")]", "src/A.cs IL2026")]
    public void A_rule_switched_off_in_source_is_found(string text, string exemption) =>
        Assert.Equal([exemption], LayoutRules.Suppressions(new("src/A.cs", text)));
}
