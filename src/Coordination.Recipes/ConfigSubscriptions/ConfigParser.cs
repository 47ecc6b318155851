using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Coordination.Recipes.ConfigSubscriptions;

/// <summary>Parsers of a single document.</summary>
public static class ConfigParser
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, true);

    /// <summary>The bytes as they are; empty where an optional document is missing.</summary>
    public static IConfigParser<ReadOnlyMemory<byte>> Raw { get; } = Create(static content => content);

    /// <summary>The document as text in UTF-8; empty where an optional one is missing.</summary>
    public static IConfigParser<string> Text { get; } = Create(static content => StrictUtf8.GetString(content.Span));

    /// <summary>
    /// A JSON document, read by a source-generated contract; comments and trailing commas are as its options say.
    /// </summary>
    public static IConfigParser<T> Json<T>(JsonTypeInfo<T> type)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(type);
        return Create(content => JsonSerializer.Deserialize(content.Span, type)
            ?? throw new JsonException("The document is null."));
    }

    /// <summary>A parser out of a function of the document's bytes, which are empty where there is none.</summary>
    public static IConfigParser<T> Create<T>(Func<ReadOnlyMemory<byte>, T> parse)
    {
        ArgumentNullException.ThrowIfNull(parse);
        return new SingleDocumentParser<T>(parse);
    }

    private sealed class SingleDocumentParser<T>(Func<ReadOnlyMemory<byte>, T> parse) : IConfigParser<T>
    {
        public T Parse(IReadOnlyList<ConfigDocument> documents) => documents.Count switch
        {
            0 => parse(default),
            1 => parse(documents[0].Content),
            _ => throw new InvalidOperationException("This parser reads one document, not several."),
        };
    }
}
