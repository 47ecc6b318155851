using System.Text;

namespace Coordination.Configuration.Formats;

/// <summary>Text of znodes: UTF-8, where bytes that are none are an error and not a replacement character.</summary>
internal static class Utf8
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <exception cref="FormatException">The bytes are not UTF-8.</exception>
    public static string Decode(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> text = bytes.Span;
        if (text.StartsWith(Encoding.UTF8.Preamble))
            text = text[Encoding.UTF8.Preamble.Length..];
        try
        {
            return Strict.GetString(text);
        }
        catch (DecoderFallbackException broken)
        {
            throw new FormatException($"Byte {broken.Index}: the text is not UTF-8.", broken);
        }
    }
}
