namespace Coordination.Repository.Tests.Words;

public sealed class WordTests
{
    [Fact]
    public void No_type_has_an_empty_name() => Violation.None(Repository.Sources.SelectMany(WordRules.TypeNames));

    [Fact]
    public void No_identifier_is_a_mere_node() => Violation.None(Repository.Sources.SelectMany(WordRules.NodeAlone));

    [Fact]
    public void There_are_no_regions() => Violation.None(Repository.Sources.SelectMany(WordRules.Regions));

    [Fact]
    public void There_is_no_unfinished_work() => Violation.None(Repository.Files.SelectMany(WordRules.ToDos));

    [Fact]
    public void No_file_names_a_path_of_one_machine() =>
        Violation.None(Repository.Files.SelectMany(WordRules.MachinePaths));

    [Theory]
    [InlineData("class LockHelper;", 1)]
    [InlineData("class StringUtils;", 1)]
    [InlineData("class A { struct SessionManager; }", 1)]
    [InlineData("class ClientImpl;", 1)]
    [InlineData("class ImplicitUsings;", 0)]
    [InlineData("class Utilization;", 0)]
    public void An_empty_name_is_found(string text, int violationCount) =>
        Check(violationCount, WordRules.TypeNames, text);

    [Theory]
    [InlineData("var node = x;", 1)]
    [InlineData("Node[] a;", 1)]
    [InlineData("_nodes.Clear();", 1)]
    [InlineData("znode(NodeCreated, NoNode);", 0)]
    [InlineData("x(\"node\"); // node", 0)]
    public void A_mere_node_is_found(string text, int violationCount) =>
        Check(violationCount, WordRules.NodeAlone, text);

    [Theory]
    [InlineData("#reg" + "ion A", 1)]
    [InlineData("  #endreg" + "ion", 1)]
    [InlineData("#if A", 0)]
    public void A_region_is_found(string text, int violationCount) =>
        Check(violationCount, WordRules.Regions, text);

    [Theory]
    [InlineData("// TO" + "DO later", 1)]
    [InlineData("<!-- FIX" + "ME -->", 1)]
    [InlineData("// todo lists", 0)]
    public void Unfinished_work_is_found(string text, int violationCount) =>
        Check(violationCount, WordRules.ToDos, text);

    [Theory]
    [InlineData("\"/ho" + "me/me/x\"", 1)]
    [InlineData("/tm" + "p/x", 1)]
    [InlineData("C" + @":\Windows", 1)]
    [InlineData("/work/queue", 0)]
    [InlineData("/app/home/x", 0)]
    public void A_path_of_one_machine_is_found(string text, int violationCount) =>
        Check(violationCount, WordRules.MachinePaths, text);

    private static void Check(int violationCount, Func<RepositoryFile, IEnumerable<Violation>> rule, string text) =>
        Assert.Equal(violationCount, rule(new RepositoryFile("src/A.cs", text)).Count());
}
