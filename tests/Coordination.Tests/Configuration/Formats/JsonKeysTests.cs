using Coordination.Configuration.Formats;

namespace Coordination.Tests.Configuration.Formats;

public sealed class JsonKeysTests
{
    [Fact]
    public void Json_is_read_as_appsettings_are()
    {
        var keys = new Dictionary<string, string?>();

        new JsonKeys().Read(
            """
            {
              // As people write it.
              "database": { "host": "db", "ports": [1, 2] }, "on": true, "off": null,
            }
            """u8.ToArray(),
            keys);

        Assert.Equal(
            [
                ("database:host", "db"), ("database:ports:0", "1"), ("database:ports:1", "2"), ("off", null),
                ("on", "True"),
            ],
            keys.Select(one => (one.Key, one.Value)).OrderBy(one => one.Key));
    }

    [Fact]
    public void A_broken_document_says_where()
    {
        var broken = Assert.Throws<FormatException>(
            () => new JsonKeys().Read("{\n  \"a\": }"u8.ToArray(), new Dictionary<string, string?>()));

        Assert.Contains("Line 2, column 8", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_document_has_no_keys()
    {
        var keys = new Dictionary<string, string?>();

        new JsonKeys().Read(default, keys);

        Assert.Empty(keys);
    }
}
