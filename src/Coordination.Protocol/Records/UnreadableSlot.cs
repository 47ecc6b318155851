using Coordination.Requests;

namespace Coordination.Protocol;

/// <summary>
/// An operation of a multi or a multi-read that is whole but cannot be: its path breaks the rules, or a flag has no
/// meaning. ZooKeeper fails that slot, not the request (checked against 3.8.0), so it is passed over, and one that is
/// refused for certain takes its place.
/// </summary>
internal static class UnreadableSlot
{
    // No mode is -1: BadArguments, whatever the tree holds.
    private static readonly CreateRequest Write = new(ZPath.Root, default, Acl.Open, (CreateMode)(-1), WithStat: true);

    // No znode's name is empty: NoNode, as ZooKeeper answers to a path that breaks the rules.
    private static readonly GetDataRequest Read = new(ZPath.SequentialPrefix("/unreadable/"));

    /// <summary>Whether a fault is one of meaning, behind which the next operation can be found.</summary>
    public static bool IsCause(DecodeFault fault) =>
        fault is DecodeFault.InvalidPath or DecodeFault.InvalidText or DecodeFault.InvalidValue;

    /// <summary>
    /// Passes over the operation that begins where the reader stands; lengths are checked all the same.
    /// </summary>
    public static IRequest PassOver(ref JuteReader reader, OpCode type, ProtocolLimits limits)
    {
        reader.ReadBuffer(limits.MaxPathBytes);
        switch (type)
        {
            case OpCode.GetData or OpCode.GetChildren or OpCode.GetChildren2:
                reader.ReadBoolean();
                return Read;
            case OpCode.SetData:
                reader.ReadBuffer(limits.MaxFrameBytes);
                break;
            case OpCode.Create or OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl:
                reader.ReadBuffer(limits.MaxFrameBytes);
                PassOverAcl(ref reader, limits);
                break;
        }

        reader.ReadInt32(); // A version, or flags.
        if (type == OpCode.CreateTtl)
            reader.ReadInt64();
        return Write;
    }

    private static void PassOverAcl(ref JuteReader reader, ProtocolLimits limits)
    {
        int count = reader.ReadCount(limits.MaxFrameBytes, AclRecord.LeastAclBytes);
        for (int i = 0; i < count && reader.Fault == DecodeFault.None; i++)
        {
            reader.ReadInt32();
            reader.ReadBuffer(limits.MaxPathBytes);
            reader.ReadBuffer(limits.MaxPathBytes);
        }
    }
}
