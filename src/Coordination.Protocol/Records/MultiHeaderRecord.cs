using Coordination.Requests;

namespace Coordination.Protocol;

/// <summary>
/// <c>zookeeper.jute: MultiHeader</c>: stands before every operation of a multi and every slot of its answer, and after
/// the last.
/// </summary>
/// <param name="Type">The operation; <see cref="OpCode.Error"/> for a slot that failed and at the end.</param>
/// <param name="IsEnd">Whether this is the end.</param>
/// <param name="Code">The error of a slot that failed; -1 in requests and at the end.</param>
internal readonly record struct MultiHeaderRecord(OpCode Type, bool IsEnd, int Code)
{
    /// <summary>Length on the wire, bytes.</summary>
    public const int Length = sizeof(int) + 1 + sizeof(int);

    public static MultiHeaderRecord End => new(OpCode.Error, IsEnd: true, -1);

    public static MultiHeaderRecord Read(ref JuteReader reader) =>
        new((OpCode)reader.ReadInt32(), reader.ReadBoolean(), reader.ReadInt32());

    public void Write(JuteWriter writer)
    {
        writer.WriteInt32((int)Type);
        writer.WriteBoolean(IsEnd);
        writer.WriteInt32(Code);
    }
}
