using System.Buffers.Binary;
using System.Net;

namespace Coordination.Transports.Tcp.Server;

/// <summary>A socket's address as the ensemble takes it: an IPv6 address, IPv4 mapped into it.</summary>
internal static class PeerAddress
{
    public static UInt128? Of(IPEndPoint? peer)
    {
        if (peer is null)
            return null;
        Span<byte> bytes = stackalloc byte[16];
        peer.Address.MapToIPv6().TryWriteBytes(bytes, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
