using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Coordination.Transports.Tcp.Tls;

/// <summary>
/// A certificate's subject as RFC 2253 writes it, the most specific name first and no blanks between:
/// <c>CN=client,O=Org</c>. That is how ZooKeeper's <c>x509</c> scheme names a client
/// (<c>X500Principal.getName()</c>), so that ACLs mean the same on both.
/// </summary>
internal static class DistinguishedName
{
    // Java escapes these wherever they stand, also where RFC 2253 would not (AVA.toRFC2253String).
    private const string Special = ",=+<>#;\"\\";

    // RFC 2253 §2.3 names these; all others are written by their number.
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["2.5.4.3"] = "CN",
        ["2.5.4.7"] = "L",
        ["2.5.4.8"] = "ST",
        ["2.5.4.10"] = "O",
        ["2.5.4.11"] = "OU",
        ["2.5.4.6"] = "C",
        ["2.5.4.9"] = "STREET",
        ["0.9.2342.19200300.100.1.25"] = "DC",
        ["0.9.2342.19200300.100.1.1"] = "UID",
    };

    public static string Of(X500DistinguishedName name) =>
        string.Join(',', name.EnumerateRelativeDistinguishedNames(reversed: true).Select(Part));

    private static string Part(X500RelativeDistinguishedName part)
    {
        var set = new AsnReader(part.RawData, AsnEncodingRules.DER).ReadSetOf();
        var values = new List<string>();
        while (set.HasData)
        {
            AsnReader pair = set.ReadSequence();
            string type = pair.ReadObjectIdentifier();
            values.Add(Value(type, pair.ReadEncodedValue()));
        }

        return string.Join('+', values);
    }

    private static string Value(string type, ReadOnlyMemory<byte> encoded)
    {
        if (!Keywords.TryGetValue(type, out string? keyword))
            return $"{type}=#{Convert.ToHexStringLower(encoded.Span)}";
        var reader = new AsnReader(encoded, AsnEncodingRules.DER);
        var tag = (UniversalTagNumber)reader.PeekTag().TagValue;
        return $"{keyword}={Escape(reader.ReadCharacterString(tag))}";
    }

    private static string Escape(string value)
    {
        int first = value.AsSpan().IndexOfAnyExcept(' ');
        int last = value.AsSpan().LastIndexOfAnyExcept(' ');
        var text = new StringBuilder();
        for (int i = 0; i < value.Length; i++)
        {
            bool isBlankAtEdge = value[i] == ' ' && (first < 0 || i < first || i > last);
            if (isBlankAtEdge || Special.Contains(value[i], StringComparison.Ordinal))
                text.Append('\\');
            text.Append(value[i] == '\0' ? "\\00" : value[i].ToString());
        }

        return text.ToString();
    }
}
