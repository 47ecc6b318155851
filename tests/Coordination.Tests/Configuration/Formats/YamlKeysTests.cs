using System.Text;
using Coordination.Configuration.Formats;

namespace Coordination.Tests.Configuration.Formats;

public sealed class YamlKeysTests
{
    [Fact]
    public void Mappings_are_sections_and_sequences_are_numbered() => AssertKeys(
        """
        database:
          host: db.example
          ports: [5432, 5433]
        features:
          - name: search
            on: true
          - name: export
        """,
        ("database:host", "db.example"),
        ("database:ports:0", "5432"),
        ("database:ports:1", "5433"),
        ("features:0:name", "search"),
        ("features:0:on", "true"),
        ("features:1:name", "export"));

    [Fact]
    public void A_plain_null_is_no_value_and_a_quoted_one_is_text() => AssertKeys(
        "a: ~\nb: null\nc:\nd: 'null'\ne: \"\"\nf: \"~\"",
        ("a", null), ("b", null), ("c", null), ("d", "null"), ("e", ""), ("f", "~"));

    [Fact]
    public void Anchors_are_repeated_and_merged_keys_lie_below_the_own() => AssertKeys(
        """
        base: &base
          host: common
          ports: [1, 2]
        other: &other { host: other, user: x }
        here:
          <<: [*base, *other]
          host: mine
        copy: *base
        """,
        ("base:host", "common"), ("base:ports:0", "1"), ("base:ports:1", "2"),
        ("other:host", "other"), ("other:user", "x"),
        ("here:host", "mine"), ("here:ports:0", "1"), ("here:ports:1", "2"), ("here:user", "x"),
        ("copy:host", "common"), ("copy:ports:0", "1"), ("copy:ports:1", "2"));

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("---\n")]
    [InlineData("~")]
    public void A_document_without_a_value_has_no_keys(string yaml) => AssertKeys(yaml);

    [Theory]
    [InlineData("a: 1\nb: [2", "Line 3, column 1")]
    [InlineData("a: 1\nA: 2", "Line 2, column 1: the key 'A' stands here a second time")]
    [InlineData("a: 1\na: 2", "Line 2, column 1")]
    [InlineData("- 1\n- 2", "Line 1, column 1: a configuration is a mapping")]
    [InlineData("text", "Line 1, column 1: a configuration is a mapping")]
    [InlineData("a: 1\n---\nb: 2", "a second document begins")]
    [InlineData("? [1, 2]\n: x", "a key is a text")]
    [InlineData("'': x", "a key is a text")]
    [InlineData("a: { <<: 5 }", "only mappings can be merged")]
    [InlineData("a: *nowhere", "Line 1, column 1: The anchor")]
    public void A_broken_document_says_where(string yaml, string message)
    {
        var broken = Assert.Throws<FormatException>(() => Read(yaml));

        Assert.Contains(message, broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_text_are_broken()
    {
        var keys = new Dictionary<string, string?>();

        Assert.Throws<FormatException>(() => new YamlKeys().Read((byte[])[.. "a: "u8, 0xff], keys));
    }

    [Fact]
    public void At_their_limits_levels_and_values_are_read_and_one_past_them_refused()
    {
        Assert.Single(Read(Nested(YamlKeys.MostLevels)));
        Assert.Throws<FormatException>(() => Read(Nested(YamlKeys.MostLevels + 1)));
        Assert.Equal(YamlKeys.MostValues - 1, Read(Wide(YamlKeys.MostValues - 1)).Count);
        Assert.Throws<FormatException>(() => Read(Wide(YamlKeys.MostValues)));
    }

    [Fact]
    public void Aliases_of_aliases_do_not_unfold_without_end()
    {
        var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++)
            yaml.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");

        var broken = Assert.Throws<FormatException>(() => Read(yaml.ToString()));

        Assert.Contains("values", broken.Message, StringComparison.Ordinal);
    }

    private static string Nested(int levels) =>
        string.Concat(Enumerable.Range(0, levels).Select(level => new string(' ', level) + "a:\n"))
        + new string(' ', levels) + "x";

    private static string Wide(int values) => "a: [" + string.Join(",", Enumerable.Repeat("1", values)) + "]";

    private static Dictionary<string, string?> Read(string yaml)
    {
        var keys = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        new YamlKeys().Read(Encoding.UTF8.GetBytes(yaml), keys);
        return keys;
    }

    private static void AssertKeys(string yaml, params (string Key, string? Value)[] expected) =>
        Assert.Equal(
            expected.OrderBy(one => one.Key),
            Read(yaml).Select(one => (one.Key, one.Value)).OrderBy(one => one.Key));
}
