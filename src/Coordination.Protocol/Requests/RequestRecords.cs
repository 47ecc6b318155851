using Coordination.Requests;

namespace Coordination.Protocol;

/// <summary>The bodies of requests that are more than a path, or stand in a multi too.</summary>
internal static class RequestRecords
{
    public static GetDataRequest ReadGetData(ref JuteReader reader, ProtocolLimits limits) =>
        new(reader.ReadPath(limits), reader.ReadBoolean());

    public static GetChildrenRequest ReadGetChildren(ref JuteReader reader, ProtocolLimits limits) =>
        new(reader.ReadPath(limits), reader.ReadBoolean());

    public static SetDataRequest ReadSetData(ref JuteReader reader, ProtocolLimits limits) =>
        new(reader.ReadPath(limits), reader.ReadData(limits), reader.ReadInt32());

    public static DeleteRequest ReadDelete(ref JuteReader reader, ProtocolLimits limits) =>
        new(reader.ReadPath(limits), reader.ReadInt32());

    public static CheckVersionRequest ReadCheck(ref JuteReader reader, ProtocolLimits limits) =>
        new(reader.ReadPath(limits), reader.ReadInt32());

    public static AuthRequest ReadAuth(ref JuteReader reader, ProtocolLimits limits)
    {
        reader.ReadInt32(); // AuthPacket.type: 0 always, and nobody looks.
        return new(reader.ReadText(limits), reader.ReadData(limits));
    }

    public static ReconfigRequest ReadReconfig(ref JuteReader reader, ProtocolLimits limits) => new(
        reader.ReadString(limits.MaxPathBytes),
        reader.ReadString(limits.MaxPathBytes),
        reader.ReadString(limits.MaxPathBytes),
        reader.ReadInt64());

    public static AddWatchRequest ReadAddWatch(ref JuteReader reader, ProtocolLimits limits)
    {
        ZPath path = reader.ReadPath(limits);
        var mode = (AddWatchMode)reader.ReadInt32();
        if (mode is not (AddWatchMode.Persistent or AddWatchMode.PersistentRecursive))
            reader.Fail(DecodeFault.InvalidValue);
        return new(path, mode);
    }

    public static WatcherType ReadWatcherType(ref JuteReader reader)
    {
        var type = (WatcherType)reader.ReadInt32();
        if (type is < WatcherType.Children or > WatcherType.PersistentRecursive)
            reader.Fail(DecodeFault.InvalidValue);
        return type;
    }

    public static SetWatchesRequest ReadSetWatches(ref JuteReader reader, OpCode wireOp, ProtocolLimits limits)
    {
        var relativeZxid = new Zxid(reader.ReadInt64());
        IReadOnlyList<ZPath> data = reader.ReadPaths(limits);
        IReadOnlyList<ZPath> exist = reader.ReadPaths(limits);
        IReadOnlyList<ZPath> child = reader.ReadPaths(limits);
        return wireOp == OpCode.SetWatches
            ? new(relativeZxid, data, exist, child, [], [])
            : new(relativeZxid, data, exist, child, reader.ReadPaths(limits), reader.ReadPaths(limits));
    }

    /// <summary>
    /// <c>zookeeper.jute: CreateRequest, CreateTTLRequest</c>. The flags stand behind the path that they decide on, so
    /// the path's text is judged last.
    /// </summary>
    public static CreateRequest ReadCreate(ref JuteReader reader, OpCode wireOp, ProtocolLimits limits)
    {
        string? text = reader.ReadString(limits.MaxPathBytes);
        ReadOnlyMemory<byte> data = reader.ReadData(limits);
        IReadOnlyList<Acl> acl = reader.ReadAcl(limits);
        var mode = (CreateMode)reader.ReadInt32();
        long timeToLiveMs = wireOp == OpCode.CreateTtl ? reader.ReadInt64() : 0;
        if (!Fits(wireOp, mode))
            reader.Fail(DecodeFault.InvalidValue);

        ZPath path = default;
        bool isPath = mode.IsSequential() ? ZPath.TryParseSequentialPrefix(text, out path)
            : ZPath.TryParse(text, out path);
        if (!isPath)
            reader.Fail(DecodeFault.InvalidPath);
        return new(path, data, acl, mode, timeToLiveMs, WithStat: wireOp != OpCode.Create);
    }

    // Clients send containers and times to live by operations of their own, and by these alone.
    private static bool Fits(OpCode wireOp, CreateMode mode) => wireOp switch
    {
        OpCode.CreateContainer => mode == CreateMode.Container,
        OpCode.CreateTtl => mode.HasTimeToLive(),
        _ => mode is >= CreateMode.Persistent and <= CreateMode.EphemeralSequential,
    };
}
