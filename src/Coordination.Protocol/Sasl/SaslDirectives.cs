using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Coordination.Protocol;

/// <summary>
/// The tokens of DIGEST-MD5: <c>name=value</c> or <c>name="quoted value"</c>, separated by commas (RFC 2831 §7.1). Text
/// is kept byte for byte, as which letters the bytes are is said by one of the directives.
/// </summary>
internal sealed class SaslDirectives
{
    /// <summary>Longest challenge accepted, bytes; one must be shorter than 2,048 (RFC 2831 §2.1.1).</summary>
    public const int MaxChallengeBytes = 2_047;

    /// <summary>Longest response accepted, bytes; one must be shorter than 4,096 (RFC 2831 §2.1.2).</summary>
    public const int MaxResponseBytes = 4_095;

    private const int MaxDirectives = 64;
    private const byte Quote = (byte)'"';
    private const byte Escape = (byte)'\\';

    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"u8);

    private readonly List<(string Name, byte[] Value)> _all = [];

    private SaslDirectives()
    {
    }

    /// <summary>Reads a token; false where it is none, is too long, or says one thing twice.</summary>
    /// <param name="token">The token.</param>
    /// <param name="limit">The most bytes that are accepted.</param>
    /// <param name="directives">What it says.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> token, int limit, [NotNullWhen(true)] out SaslDirectives? directives)
    {
        directives = null;
        if (token.Length > limit)
            return false;
        var read = new SaslDirectives();
        while (!(token = SkipSeparators(token)).IsEmpty)
        {
            if (!read.TryReadOne(ref token))
                return false;
        }

        directives = read;
        return true;
    }

    /// <summary>What a directive says; null where it is not there.</summary>
    public byte[]? this[string name]
    {
        get
        {
            foreach ((string one, byte[] value) in _all)
            {
                if (one == name)
                    return value;
            }

            return null;
        }
    }

    /// <summary>Whether a directive says exactly this, upper and lower case alike.</summary>
    public bool Says(string name, string value) =>
        this[name] is { } said && Ascii.EqualsIgnoreCase(said, value);

    // Separators are commas with white space around them, and there may be several (RFC 2831 §7.1, #rule).
    private static ReadOnlySpan<byte> SkipSeparators(ReadOnlySpan<byte> token) => token.TrimStart(", \t\r\n"u8);

    private bool TryReadOne(ref ReadOnlySpan<byte> token)
    {
        int equals = token.IndexOf((byte)'=');
        if (equals <= 0 || _all.Count == MaxDirectives)
            return false;
        ReadOnlySpan<byte> name = token[..equals].TrimEnd(" \t\r\n"u8);
        token = token[(equals + 1)..].TrimStart(" \t\r\n"u8);
        if (name.IsEmpty || name.ContainsAnyExcept(NameBytes))
            return false;
        if (!TryReadValue(ref token, out byte[] value))
            return false;

        string key = Encoding.ASCII.GetString(name).ToLowerInvariant();

        // A server may offer several realms; the first is as good as another. Nothing else may be said twice.
        if (this[key] is null)
            _all.Add((key, value));
        else if (key != "realm")
            return false;
        return token.IsEmpty || token[0] == (byte)',';
    }

    private static bool TryReadValue(ref ReadOnlySpan<byte> token, out byte[] value)
    {
        if (!token.IsEmpty && token[0] == Quote)
            return TryReadQuoted(ref token, out value);

        int end = token.IndexOfAny(", \t\r\n"u8);
        ReadOnlySpan<byte> plain = end < 0 ? token : token[..end];
        token = token[plain.Length..].TrimStart(" \t\r\n"u8);
        value = plain.ToArray();
        return value.Length > 0;
    }

    private static bool TryReadQuoted(ref ReadOnlySpan<byte> token, out byte[] value)
    {
        byte[] text = new byte[token.Length];
        int length = 0;
        for (int i = 1; i < token.Length; i++)
        {
            if (token[i] == Quote)
            {
                token = token[(i + 1)..].TrimStart(" \t\r\n"u8);
                value = text[..length];
                return true;
            }

            if (token[i] == Escape && ++i == token.Length)
                break;
            text[length++] = token[i];
        }

        value = [];
        return false;
    }
}
