using System.Globalization;
using System.Net;
using System.Numerics;

namespace Coordination.Tests.Tree.Reference.Model;

/// <summary>The <c>address</c> or <c>address/bits</c> of an <c>ip</c> entry.</summary>
internal sealed record ModelAddress(BigInteger Address, int HostBits, bool IsV6)
{
    /// <summary>Reads one; null where it is none.</summary>
    public static ModelAddress? Parse(string text)
    {
        string[] parts = text.Split('/', 2);
        if (!IPAddress.TryParse(parts[0], out IPAddress? address) || !IsWritten(parts[0]))
            return null;

        int width = address.GetAddressBytes().Length * 8;
        int bits = width;
        if (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out bits))
            return null;
        if (bits > width)
            return null;
        BigInteger number = new(address.MapToIPv6().GetAddressBytes(), isUnsigned: true, isBigEndian: true);
        return new ModelAddress(number, width - bits, IsV6: width > 32);
    }

    public bool Contains(UInt128 address) => (BigInteger)address >> HostBits == Address >> HostBits;

    // IPAddress also takes "10.1" and a lone number, which are no addresses to ZooKeeper.
    private static bool IsWritten(string text) =>
        text.Contains(':', StringComparison.Ordinal) || text.Split('.').Length == 4;
}
