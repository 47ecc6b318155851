using System.Buffers.Binary;
using System.Numerics;

namespace Coordination.Tree.Snapshots;

/// <summary>
/// The format of a snapshot. It is a sequence of records, cut into chunks without regard to where a record ends. A
/// chunk is the length of its payload and the CRC32C of it, four bytes each, and the payload, at most a mebibyte in
/// all. The records are: one header; sessions in the order of their ids; znodes, parents before children and siblings
/// by name; one footer. Numbers are little-endian, or variable-length with seven bits a byte. An ACL stands where it is
/// used first, and afterwards as its number. Equal trees have equal snapshots, byte for byte.
/// </summary>
internal static class SnapshotFormat
{
    public const ulong Magic = 0x45455254_524f4f43; // "COORTREE"
    public const int Version = 1;
    public const ulong EndMagic = 0x454e4f44_45455254; // "TREEDONE"

    public const int ChunkBytes = 1024 * 1024;
    public const int ChunkHeaderBytes = 8;
    public const int PayloadBytes = ChunkBytes - ChunkHeaderBytes;

    // Past these a snapshot is refused before anything is allocated. They lie above what an ensemble lets in, whatever
    // its own limits are set to.
    public const int MostDepth = 512 * 1024;
    public const int MostTextBytes = 4 * 1024 * 1024;
    public const int MostDataBytes = 256 * 1024 * 1024;
    public const int MostAclEntries = 1024 * 1024;
    public const int MostKeptAnswers = 1024 * 1024;
    public const int MostOperations = 1024 * 1024;

    public const byte SessionRecord = 1;
    public const byte ZnodeRecord = 2;
    public const byte FooterRecord = 3;

    public static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
