namespace Coordination.Crush;

/// <summary>The encoded form of a map, byte for byte as Ceph's crushtool and monitors write it (FACTS §11).</summary>
public static class CrushBinary
{
    internal const uint Magic = 0x00010000;

    /// <summary>Whether the bytes start as an encoded map does.</summary>
    public static bool IsEncoded(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0]);

    /// <summary>
    /// Reads an encoded map of any Ceph version; groups that old versions do not write take their legacy values.
    /// </summary>
    /// <exception cref="CrushFormatException">It is cut off or contradicts itself: dangling ids, cycles, unknown
    /// types.</exception>
    public static CrushMap Decode(ReadOnlySpan<byte> bytes) => MapDecoder.Decode(bytes);

    /// <summary>Writes the encoding of a Ceph version.</summary>
    public static byte[] Encode(CrushMap map, CephRelease release = CephRelease.Tentacle)
    {
        ArgumentNullException.ThrowIfNull(map);
        return MapEncoder.Encode(map, release);
    }
}
