namespace Coordination.Repository.Tests.References;

public sealed class ReferenceTests
{
    [Fact]
    public void Arrows_point_one_way() => Violation.None(Repository.Projects.SelectMany(ReferenceRules.Projects));

    [Fact]
    public void Pure_packages_say_so_and_reference_no_package() =>
        Violation.None(Repository.Projects.SelectMany(ReferenceRules.PurePackages));

    [Fact]
    public void Versions_of_packages_are_central() =>
        Violation.None(Repository.Projects.SelectMany(ReferenceRules.Versions));

    [Fact]
    public void The_arrows_have_no_circle() =>
        Assert.All(AllowedReferences.Arrows.Keys, package => Assert.False(AllowedReferences.Allows(package, package)));

    [Theory]
    [InlineData("Ensemble", "Tree", true)]
    [InlineData("Ensemble", "Abstractions", true)]
    [InlineData("Hosting", "Client", true)]
    [InlineData("Cli", "Tree", true)]
    [InlineData("Tree", "Client", false)]
    [InlineData("Recipes", "Transports.InMemory", false)]
    [InlineData("Recipes", "Unheard", false)]
    [InlineData("Unheard", "Tree", false)]
    [InlineData("Hosting", "Transports.InMemory", false)]
    public void An_arrow_is_followed_but_never_backwards(string from, string to, bool isAllowed) =>
        Assert.Equal(isAllowed, AllowedReferences.Allows(from, to));

    [Theory]
    [InlineData("Tree", "../Coordination.Abstractions/Coordination.Abstractions.csproj", 0)]
    [InlineData("Tree", "../Coordination.Client/Coordination.Client.csproj", 1)]
    [InlineData("Tree", @"..\Coordination.Client\Coordination.Client.csproj", 1)]
    [InlineData("Client", "../Coordination/Coordination.csproj", 1)]
    public void A_forbidden_arrow_is_found(string project, string reference, int violationCount)
    {
        RepositoryFile file = Project(project, $"<ProjectReference Include='{reference}' />");

        Assert.Equal(violationCount, ReferenceRules.Projects(file).Count());
    }

    [Theory]
    [InlineData("Tree", "<PureCore>true</PureCore>", 0)]
    [InlineData("Tree", "", 1)]
    [InlineData("Client", "<PureCore>true</PureCore>", 1)]
    [InlineData("Tree", "<PureCore>true</PureCore><PackageReference Include='A' />", 1)]
    public void Broken_purity_is_found(string project, string content, int violationCount) =>
        Assert.Equal(violationCount, ReferenceRules.PurePackages(Project(project, content)).Count());

    [Theory]
    [InlineData("<PackageReference Include='A' />", 0)]
    [InlineData("<PackageReference Include='A' Version='1.0.0' />", 1)]
    public void A_version_of_its_own_is_found(string content, int violationCount) =>
        Assert.Equal(violationCount, ReferenceRules.Versions(Project("Client", content)).Count());

    private static RepositoryFile Project(string name, string content) =>
        new($"src/Coordination.{name}/Coordination.{name}.csproj", $"<Project>{content}</Project>");
}
