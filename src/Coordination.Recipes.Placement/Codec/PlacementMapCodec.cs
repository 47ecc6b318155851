using System.Buffers.Binary;
using System.IO.Compression;
using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>
/// The bytes of the map's znode: four of magic, one that says how the rest is packed, the length of the rest unpacked,
/// then the rest, compressed where that is shorter. In it the CRUSH map stands as Ceph encodes it.
/// </summary>
internal static class PlacementMapCodec
{
    private const int HeaderBytes = 9;
    private const byte Plain = 0;
    private const byte Brotli = 1;
    private const int Window = 22;

    /// <summary>Of 0 to 11: as good as the next ones for maps, and fast enough to be done at every change.</summary>
    private const int Quality = 4;

    private static ReadOnlySpan<byte> Magic => "CPM1"u8;

    /// <exception cref="ArgumentException">
    /// It is larger than <see cref="PlacementLimits.MaxEncodedBytes"/>, or than
    /// <see cref="PlacementLimits.MaxDecodedBytes"/> before it is packed.
    /// </exception>
    public static byte[] Encode(PlacementMap map)
    {
        ByteSink body = PlacementMapBody.Write(map);
        ReadOnlySpan<byte> plain = body.Written;
        // However well it packs: no one would read it.
        if (plain.Length > PlacementLimits.MaxDecodedBytes)
        {
            throw new ArgumentException(
                $"The map takes {plain.Length} bytes unpacked; at most {PlacementLimits.MaxDecodedBytes} are read.",
                nameof(map));
        }

        var packed = new byte[HeaderBytes + plain.Length];
        Magic.CopyTo(packed);
        bool isShorter = BrotliEncoder.TryCompress(plain, packed.AsSpan(HeaderBytes), out int length, Quality, Window)
            && length < plain.Length;
        packed[Magic.Length] = isShorter ? Brotli : Plain;
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(Magic.Length + 1), plain.Length);
        if (!isShorter)
            plain.CopyTo(packed.AsSpan(HeaderBytes));

        int encoded = HeaderBytes + (isShorter ? length : plain.Length);
        if (encoded > PlacementLimits.MaxEncodedBytes)
        {
            throw new ArgumentException(
                $"The map takes {encoded} bytes; at most {PlacementLimits.MaxEncodedBytes} fit into a znode.",
                nameof(map));
        }

        return packed[..encoded];
    }

    /// <exception cref="PlacementFormatException">It is not what <see cref="Encode"/> writes.</exception>
    public static PlacementMap Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || !bytes.StartsWith(Magic))
            throw new PlacementFormatException("It does not begin as a placement map does.");
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes[(Magic.Length + 1)..]);
        ReadOnlySpan<byte> rest = bytes[HeaderBytes..];
        if (length is < 0 or > PlacementLimits.MaxDecodedBytes)
            throw new PlacementFormatException(
                $"It says to unpack to {length} bytes; at most {PlacementLimits.MaxDecodedBytes} are taken.");

        ReadOnlySpan<byte> body = bytes[Magic.Length] switch
        {
            Plain when rest.Length == length => rest,
            Brotli => Unpack(rest, length),
            _ => throw new PlacementFormatException("It is packed in no known way, or cut off."),
        };
        try
        {
            return PlacementMapBody.Read(body);
        }
        catch (Exception wrong) when (wrong is CrushFormatException or ArgumentException)
        {
            throw new PlacementFormatException($"It holds no valid map: {wrong.Message}", wrong);
        }
    }

    private static ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> packed, int length)
    {
        // One more than announced, so that a longer one is seen to be longer.
        var body = new byte[length + 1];
        if (!BrotliDecoder.TryDecompress(packed, body, out int unpacked) || unpacked != length)
            throw new PlacementFormatException($"It does not unpack to the {length} bytes that it announces.");
        return body.AsSpan(0, length);
    }
}
