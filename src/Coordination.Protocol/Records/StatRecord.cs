using System.Buffers.Binary;

namespace Coordination.Protocol;

/// <summary><c>zookeeper.jute: Stat</c>.</summary>
internal static class StatRecord
{
    public const int Length = 68;

    public static void WriteStat(this JuteWriter writer, in Stat stat)
    {
        Span<byte> target = writer.Append(Length);
        BinaryPrimitives.WriteInt64BigEndian(target, stat.Czxid.Value);
        BinaryPrimitives.WriteInt64BigEndian(target[8..], stat.Mzxid.Value);
        BinaryPrimitives.WriteInt64BigEndian(target[16..], stat.CtimeMs);
        BinaryPrimitives.WriteInt64BigEndian(target[24..], stat.MtimeMs);
        BinaryPrimitives.WriteInt32BigEndian(target[32..], stat.Version);
        BinaryPrimitives.WriteInt32BigEndian(target[36..], stat.Cversion);
        BinaryPrimitives.WriteInt32BigEndian(target[40..], stat.Aversion);
        BinaryPrimitives.WriteInt64BigEndian(target[44..], stat.EphemeralOwner.Value);
        BinaryPrimitives.WriteInt32BigEndian(target[52..], stat.DataLength);
        BinaryPrimitives.WriteInt32BigEndian(target[56..], stat.NumChildren);
        BinaryPrimitives.WriteInt64BigEndian(target[60..], stat.Pzxid.Value);
    }

    public static Stat ReadStat(this ref JuteReader reader) => new(
        Czxid: new(reader.ReadInt64()),
        Mzxid: new(reader.ReadInt64()),
        CtimeMs: reader.ReadInt64(),
        MtimeMs: reader.ReadInt64(),
        Version: reader.ReadInt32(),
        Cversion: reader.ReadInt32(),
        Aversion: reader.ReadInt32(),
        EphemeralOwner: new(reader.ReadInt64()),
        DataLength: reader.ReadInt32(),
        NumChildren: reader.ReadInt32(),
        Pzxid: new(reader.ReadInt64()));
}
