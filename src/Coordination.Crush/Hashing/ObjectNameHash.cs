using System.Buffers.Binary;

namespace Coordination.Crush;

/// <summary>Hashes of object names: the first step from a name to its placement group (FACTS §13).</summary>
public static class ObjectNameHash
{
    /// <summary>Robert Jenkins' string hash, what pools use (object hash 2).</summary>
    public static uint Rjenkins(ReadOnlySpan<byte> name)
    {
        const uint goldenRatio = 0x9e3779b9;
        uint a = goldenRatio, b = goldenRatio, c = 0;
        uint length = (uint)name.Length;
        while (name.Length >= 12)
        {
            a += BinaryPrimitives.ReadUInt32LittleEndian(name);
            b += BinaryPrimitives.ReadUInt32LittleEndian(name[4..]);
            c += BinaryPrimitives.ReadUInt32LittleEndian(name[8..]);
            CrushHash.Mix(ref a, ref b, ref c);
            name = name[12..];
        }

        c += length;
        for (int i = 0; i < name.Length; i++)
        {
            if (i < 4)
                a += (uint)name[i] << (8 * i);
            else if (i < 8)
                b += (uint)name[i] << (8 * (i - 4));
            else
                c += (uint)name[i] << (8 * (i - 7));    // The lowest byte of c holds the length.
        }
        CrushHash.Mix(ref a, ref b, ref c);
        return c;
    }

    /// <summary>The string hash of the Linux directory cache (object hash 1).</summary>
    public static uint Linux(ReadOnlySpan<byte> name)
    {
        uint hash = 0;
        foreach (byte value in name)
            hash = (hash + ((uint)value << 4) + ((uint)value >> 4)) * 11;
        return hash;
    }
}
