namespace Coordination.Repository.Tests.Layout;

public sealed class LayoutTests
{
    private static HashSet<string> Paths => [.. Repository.Files.Select(file => file.Path)];

    private static string Solution => Repository.Files.Single(file => file.Path == "Coordination.sln").Text;

    private static IEnumerable<RepositoryFile> Libraries =>
        Repository.Projects.Where(project => project.House == "src");

    private static IEnumerable<RepositoryFile> EditorConfigs =>
        Repository.Files.Where(file => file.Name == ".editorconfig");

    [Fact]
    public void The_root_holds_only_what_it_may() => Violation.None(LayoutRules.Root(Repository.RootEntries));

    [Fact]
    public void The_solution_holds_every_project() =>
        Violation.None(LayoutRules.Solution(Solution, Repository.Projects));

    [Fact]
    public void Every_package_holds_its_public_api_and_describes_itself() =>
        Violation.None(Libraries.SelectMany(project => LayoutRules.Package(project, Paths)));

    [Fact]
    public void Every_editorconfig_that_switches_a_rule_off_is_listed() =>
        Assert.Equal(Exemptions.EditorConfigs.Order(), EditorConfigs.SelectMany(LayoutRules.Exemptions).Order());

    [Fact]
    public void Every_source_that_switches_a_rule_off_is_listed() =>
        Assert.Equal(Exemptions.Sources.Order(), Repository.Sources.SelectMany(LayoutRules.Suppressions).Order());

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
    public void A_rule_switched_off_by_editorconfig_is_found()
    {
        var file = new RepositoryFile("src/A/.editorconfig", """
            [*.cs]
            dotnet_diagnostic.CA1000.severity = none
            dotnet_diagnostic.CA1001.severity = warning
            """);

        Assert.Equal(["src/A/.editorconfig [*.cs] CA1000"], LayoutRules.Exemptions(file));
    }

    [Theory]
    [InlineData("#pragma warning disable CA1000 // because", "src/A.cs CA1000")]
    [InlineData("    [SuppressMessage(\"Trimming\", \"IL2026\")]", "src/A.cs IL2026")]
    public void A_rule_switched_off_in_source_is_found(string text, string exemption) =>
        Assert.Equal([exemption], LayoutRules.Suppressions(new("src/A.cs", text)));
}
