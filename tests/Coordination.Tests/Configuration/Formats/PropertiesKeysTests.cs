using System.Text;
using Coordination.Configuration.Formats;

namespace Coordination.Tests.Configuration.Formats;

/// <summary>The rules of <c>java.util.Properties.load</c>, with dots as sections.</summary>
public sealed class PropertiesKeysTests
{
    [Theory]
    [InlineData("truth = beauty", "truth", "beauty")]
    [InlineData("truth:beauty", "truth", "beauty")]
    [InlineData("truth                    :beauty", "truth", "beauty")]
    [InlineData("   truth beauty", "truth", "beauty")]
    [InlineData("cheeses", "cheeses", "")]
    [InlineData("a.b.c=1", "a:b:c", "1")]
    [InlineData("fruits  apple, banana, \\\n        pear, \\\r\n  mango", "fruits", "apple, banana, pear, mango")]
    [InlineData("path=c\\:\\\\tools\\\\", "path", "c:\\tools\\")]
    [InlineData("\\:\\= = x", ":=", "x")]
    [InlineData("key = \\u00e9\\t\\n\\r\\f\\q", "key", "é\t\n\r\fq")]
    [InlineData("key==x", "key", "=x")]
    [InlineData("key = x # no comment", "key", "x # no comment")]
    [InlineData("# comment\n! another\n\n  \nkey=x", "key", "x")]
    [InlineData("# comment \\\nkey=x", "key", "x")]
    [InlineData("key=end\\", "key", "end")]
    [InlineData("a\\ key=x", "a key", "x")]
    public void A_line_is_a_key_and_its_value(string text, string key, string value) =>
        Assert.Equal([new KeyValuePair<string, string?>(key, value)], Read(text));

    [Fact]
    public void The_last_of_several_counts() => Assert.Equal("2", Read("a=1\na=2")["a"]);

    [Fact]
    public void A_broken_escape_says_where()
    {
        var broken = Assert.Throws<FormatException>(() => Read("a=1\nb=\\u12"));

        Assert.Contains("Line 2", broken.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Read(string text)
    {
        var keys = new Dictionary<string, string?>();
        new PropertiesKeys().Read(Encoding.UTF8.GetBytes(text), keys);
        return keys;
    }
}
