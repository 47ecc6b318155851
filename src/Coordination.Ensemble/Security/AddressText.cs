using System.Buffers.Binary;
using System.Net;

namespace Coordination.Ensemble.Security;

/// <summary>Writes an address as people do: an IPv4 address mapped into IPv6 with its dots.</summary>
internal static class AddressText
{
    public static string Of(UInt128 address)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, address);
        var ip = new IPAddress(bytes);
        return (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).ToString();
    }
}
