using Coordination.Requests;

namespace Coordination.Protocol;

/// <summary>Reads what follows an answer's header.</summary>
internal static class AnswerReader
{
    // Nothing is replayed by a server that does not say so.
    private static readonly SetWatchesResponse NotComplete = new(IsComplete: false);

    public static Response? ReadBody(ref JuteReader reader, OpCode wireOp, ProtocolLimits limits) => wireOp switch
    {
        OpCode.GetData or OpCode.Reconfig => new GetDataResponse(reader.ReadData(limits), reader.ReadStat()),
        OpCode.Exists => new ExistsResponse(reader.ReadStat()),
        OpCode.SetData => new SetDataResponse(reader.ReadStat()),
        OpCode.Create => new CreateResponse(reader.ReadPath(limits), default),
        OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl =>
            new CreateResponse(reader.ReadPath(limits), reader.ReadStat()),
        OpCode.GetChildren => new GetChildrenResponse(reader.ReadStrings(limits), default),
        OpCode.GetChildren2 => new GetChildrenResponse(reader.ReadStrings(limits), reader.ReadStat()),
        OpCode.GetAcl => new GetAclResponse(reader.ReadAcl(limits), reader.ReadStat()),
        OpCode.SetAcl => new SetAclResponse(reader.ReadStat()),
        OpCode.Sync => new SyncResponse(reader.ReadPath(limits)),
        OpCode.GetEphemerals => new GetEphemeralsResponse(reader.ReadPaths(limits)),
        OpCode.GetAllChildrenNumber => new GetAllChildrenNumberResponse(reader.ReadInt32()),
        OpCode.WhoAmI => new WhoAmIResponse(reader.ReadIds(limits)),
        OpCode.Sasl => new SaslResponse(reader.ReadData(limits)),
        OpCode.Delete or OpCode.Check or OpCode.CheckWatches or OpCode.RemoveWatches or OpCode.Ping
            or OpCode.Auth or OpCode.CloseSession => EmptyResponse.Instance,
        _ => null,
    };

    public static SetWatchesResponse ReadSetWatches(ref JuteReader reader, OpCode wireOp, WireDialect dialect) =>
        wireOp == OpCode.SetWatches2 && dialect == WireDialect.Coordination ? new(reader.ReadBoolean()) : NotComplete;
}
