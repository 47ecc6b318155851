namespace Coordination.Protocol;

/// <summary>A znode's data: a <c>buffer</c> that is copied out of the frame, once.</summary>
/// <remarks>ZooKeeper tells no data (null) from empty data; here both are empty.</remarks>
internal static class DataRecord
{
    public static ReadOnlyMemory<byte> ReadData(this ref JuteReader reader, ProtocolLimits limits)
    {
        ReadOnlySpan<byte> bytes = reader.ReadBuffer(limits.MaxFrameBytes);
        return bytes.IsEmpty ? default : bytes.ToArray();
    }
}
