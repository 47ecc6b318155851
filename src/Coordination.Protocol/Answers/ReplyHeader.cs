namespace Coordination.Protocol;

/// <summary>What stands in front of every answer and every event (<c>zookeeper.jute: ReplyHeader</c>).</summary>
/// <param name="Xid">The number of the request answered, or a <see cref="SpecialXid"/>.</param>
/// <param name="Zxid">How far the server had come; with an event the change that fired it, -1 from servers before
/// 3.9.</param>
/// <param name="Code">Whether the request was carried out.</param>
public readonly record struct ReplyHeader(int Xid, Zxid Zxid, ErrorCode Code)
{
    /// <summary>Length on the wire, bytes.</summary>
    public const int Length = 16;

    internal static ReplyHeader Read(ref JuteReader reader) =>
        new(reader.ReadInt32(), new(reader.ReadInt64()), (ErrorCode)reader.ReadInt32());

    internal void Write(JuteWriter writer)
    {
        writer.WriteInt32(Xid);
        writer.WriteInt64(Zxid.Value);
        writer.WriteInt32((int)Code);
    }
}
