namespace Coordination.Repository.Tests.CSharp;

public sealed class CodeTextTests
{
    [Theory]
    [InlineData("a // b", "a")]
    [InlineData("a /* b */ c", "a c")]
    [InlineData("a \"b // c\" d", "a d")]
    [InlineData("a \"b \\\" c\" d", "a d")]
    [InlineData("a @\"b \"\" \\\" d", "a d")]
    [InlineData("a $\"b {c(\"}\")} {{\" d", "a d")]
    [InlineData("a $@\"b {c(@\"\"\"\")} \"\" \" d", "a d")]
    [InlineData("a '\"' d", "a d")]
    [InlineData("a '\\'' d", "a d")]
    [InlineData("a \"\"\"b \" // \"\"\" d", "a d")]
    [InlineData("#pragma it's", "")]
    [InlineData("@class.b", "@class.b")]
    public void What_is_not_code_is_blanked(string source, string code)
    {
        string blanked = CodeText.WithoutCommentsAndStrings(source);

        Assert.Equal(source.Length, blanked.Length);
        Assert.Equal(code, string.Join(' ', blanked.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void Lines_stay_where_they_were() =>
        Assert.Equal("a\n  \n    \nb", CodeText.WithoutCommentsAndStrings("a\n/*\n  */\nb"));

    [Theory]
    [InlineData("\"open")]
    [InlineData("$\"open {hole")]
    [InlineData("/* open")]
    [InlineData("'")]
    [InlineData("\"\"\"open")]
    public void What_never_closes_ends_with_the_text(string source) =>
        Assert.Equal("", CodeText.WithoutCommentsAndStrings(source).Trim());
}
