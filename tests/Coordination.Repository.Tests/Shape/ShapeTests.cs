namespace Coordination.Repository.Tests.Shape;

public sealed class ShapeTests
{
    [Fact]
    public void No_file_is_too_long() => Violation.None(Repository.Sources.SelectMany(ShapeRules.FileSize));

    [Fact]
    public void No_method_is_too_long() => Violation.None(Repository.Sources.SelectMany(ShapeRules.MethodSize));

    [Fact]
    public void No_method_nests_too_deep() => Violation.None(Repository.Sources.SelectMany(ShapeRules.Nesting));

    [Fact]
    public void No_line_is_too_wide() => Violation.None(Repository.Sources.SelectMany(ShapeRules.LineWidth));

    [Fact]
    public void Every_type_has_its_own_file() => Violation.None(Repository.Sources.SelectMany(ShapeRules.TopLevelType));

    [Theory]
    [InlineData(400, 0)]
    [InlineData(401, 1)]
    public void A_file_of_401_lines_is_too_long(int lineCount, int violationCount) =>
        Assert.Equal(violationCount, ShapeRules.FileSize(Source(Lines(lineCount))).Count());

    [Theory]
    [InlineData(60, 0)]
    [InlineData(61, 1)]
    public void A_method_of_61_lines_is_too_long(int lineCount, int violationCount)
    {
        RepositoryFile file = Source($"class A\n{{\nint B()\n{{\n{Lines(lineCount - 3)}}}\n}}");

        Assert.Equal(violationCount, ShapeRules.MethodSize(file).Count());
    }

    [Theory]
    [InlineData("if (a) { if (b) { if (c) d(); } }", 0)]
    [InlineData("if (a) if (b) if (c) if (d) e();", 1)]
    public void A_fourth_level_is_too_deep(string body, int violationCount) =>
        Assert.Equal(violationCount, ShapeRules.Nesting(Source($"class A {{ void B() {{ {body} }} }}")).Count());

    [Theory]
    [InlineData(120, 0)]
    [InlineData(121, 1)]
    public void A_line_of_121_columns_is_too_wide(int columns, int violationCount) =>
        Assert.Equal(violationCount, ShapeRules.LineWidth(Source("\n" + new string('…', columns))).Count());

    [Theory]
    [InlineData("class A;", 0)]
    [InlineData("class A { class B; }", 0)]
    [InlineData("class A; class B;", 1)]
    [InlineData("class B;", 1)]
    public void One_type_names_its_file(string text, int violationCount) =>
        Assert.Equal(violationCount, ShapeRules.TopLevelType(Source(text)).Count());

    private static RepositoryFile Source(string text) => new("src/A.cs", text);

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("x();\n", count));
}
