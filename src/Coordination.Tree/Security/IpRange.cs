using System.Globalization;

namespace Coordination.Tree.Security;

/// <summary>
/// The id of an <c>ip</c> ACL entry: an IPv4 or IPv6 address with an optional prefix length
/// (<c>IPAuthenticationProvider</c>). Addresses are compared as IPv6 ones, IPv4 mapped into it, so that a prefix of 8
/// on IPv4 is one of 104.
/// </summary>
/// <param name="Address">The address, host bits and all.</param>
/// <param name="PrefixBits">How many leading bits must agree, from 0 to 128.</param>
internal readonly record struct IpRange(UInt128 Address, int PrefixBits)
{
    private const int Bits = 128;
    private const int V4Bits = 32;
    private const int Groups = 8;

    private static readonly UInt128 MappedV4 = (UInt128)0xffff << V4Bits;

    public bool Contains(UInt128 address) => PrefixBits == 0 || (Address ^ address) >> (Bits - PrefixBits) == 0;

    public static bool TryParse(string text, out IpRange range)
    {
        range = default;
        ReadOnlySpan<char> address = text;
        int slash = address.IndexOf('/');
        ReadOnlySpan<char> prefix = slash < 0 ? default : address[(slash + 1)..];
        address = slash < 0 ? address : address[..slash];

        bool isV4 = !address.Contains(':');
        UInt128 parsed;
        if (isV4 ? !TryParseV4(address, out parsed) : !TryParseV6(address, out parsed))
            return false;

        int width = isV4 ? V4Bits : Bits;
        int bits = width;
        if (slash >= 0
            && (!int.TryParse(prefix, NumberStyles.None, CultureInfo.InvariantCulture, out bits) || bits > width))
            return false;

        // 0.0.0.0/0 is every IPv4 address, not every address.
        range = isV4 ? new IpRange(MappedV4 | parsed, Bits - V4Bits + bits) : new IpRange(parsed, bits);
        return true;
    }

    private static bool TryParseV4(ReadOnlySpan<char> text, out UInt128 address)
    {
        address = 0;
        int parts = 0;
        foreach (Range part in text.Split('.'))
        {
            if (!byte.TryParse(text[part], NumberStyles.None, CultureInfo.InvariantCulture, out byte value))
                return false;
            address = (address << 8) | value;
            parts++;
        }

        return parts == 4;
    }

    private static bool TryParseV6(ReadOnlySpan<char> text, out UInt128 address)
    {
        int gap = text.IndexOf("::");
        if (gap < 0)
            return TryParseGroups(text, out address, out int all) && all == Groups;

        ReadOnlySpan<char> after = text[(gap + 2)..];
        address = 0;
        if (!TryParseGroups(text[..gap], out UInt128 high, out int highGroups)
            || !TryParseGroups(after, out UInt128 low, out int lowGroups))
            return false;
        if (highGroups + lowGroups >= Groups)
            return false;

        address = (highGroups == 0 ? 0 : high << ((Groups - highGroups) * 16)) | low;
        return true;
    }

    private static bool TryParseGroups(ReadOnlySpan<char> text, out UInt128 value, out int groups)
    {
        value = 0;
        groups = 0;
        if (text.IsEmpty)
            return true;

        foreach (Range part in text.Split(':'))
        {
            ReadOnlySpan<char> group = text[part];
            if (group.Contains('.'))
            {
                // An IPv4 tail stands for two groups, and last (RFC 4291 §2.2).
                if (part.End.Value != text.Length || !TryParseV4(group, out UInt128 v4))
                    return false;
                value = (value << V4Bits) | v4;
                groups += 2;
                continue;
            }

            if (!TryParseGroup(group, out ushort bits))
                return false;
            value = (value << 16) | bits;
            groups++;
        }

        return groups <= Groups;
    }

    private static bool TryParseGroup(ReadOnlySpan<char> text, out ushort bits)
    {
        bits = 0;
        return text.Length <= 4
            && ushort.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bits);
    }
}
