namespace Coordination.Repository.Tests.Readme;

public sealed class ReadmeTests
{
    private static readonly string Fence = new('`', 3);

    private static RepositoryFile Readme => Repository.Files.Single(file => file.Path == "README.md");

    private static RepositoryFile[] Samples => [.. Repository.Sources.Where(file => file.House == "samples")];

    [Fact]
    public void Code_of_the_readme_is_code_of_a_sample() => Violation.None(ReadmeRules.Code(Readme, Samples));

    [Theory]
    [InlineData("dotnet run --project samples/Quickstart")]
    [InlineData("dotnet test")]
    public void The_readme_has_the_two_commands_on_lines_of_their_own(string command) =>
        Assert.Contains(command, Readme.Lines);

    [Theory]
    [InlineData("a();\nb();", 0)]
    [InlineData("b();\n\nif (c)\n    d();", 0)]
    [InlineData("a();\nc();", 1)]
    [InlineData("b();\n\nif (c)\nd();", 1)]
    public void Code_that_is_in_no_sample_is_found(string code, int violationCount)
    {
        var readme = new RepositoryFile("README.md", $"Text.\n{Fence}csharp\n{code}\n{Fence}\n");
        var sample = new RepositoryFile("samples/A.cs", "{\n    a();\n    b();\n\n    if (c)\n        d();\n}\n");

        Assert.Equal(violationCount, ReadmeRules.Code(readme, [sample]).Count());
    }
}
