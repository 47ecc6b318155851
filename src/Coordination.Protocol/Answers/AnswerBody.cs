using Coordination.Requests;

namespace Coordination.Protocol;

/// <summary>Writes what follows an answer's header.</summary>
internal static class AnswerBody
{
    // An answer of another type than the operation asks for is a bug of the ensemble: the cast throws.
    public static void Write(JuteWriter writer, WireDialect dialect, OpCode wireOp, Response body, ErrorCode code)
    {
        switch (wireOp)
        {
            case OpCode.GetData or OpCode.Reconfig:
                WriteData(writer, (GetDataResponse)body);
                break;
            case OpCode.Exists:
                writer.WriteStat(((ExistsResponse)body).Stat);
                break;
            case OpCode.SetData:
                writer.WriteStat(((SetDataResponse)body).Stat);
                break;
            case OpCode.Create or OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl:
                WriteCreated(writer, (CreateResponse)body, withStat: wireOp != OpCode.Create);
                break;
            case OpCode.GetChildren or OpCode.GetChildren2:
                WriteChildren(writer, (GetChildrenResponse)body, withStat: wireOp == OpCode.GetChildren2);
                break;
            case OpCode.Multi or OpCode.MultiRead:
                ResultRecords.Write(writer, (MultiResponse)body, dialect, hasFailed: wireOp == OpCode.Multi
                    && code != ErrorCode.Ok);
                break;
            default:
                WriteRare(writer, dialect, wireOp, body);
                break;
        }
    }

    public static void WriteData(JuteWriter writer, GetDataResponse body)
    {
        writer.WriteBuffer(body.Data.Span);
        writer.WriteStat(body.Stat);
    }

    public static void WriteCreated(JuteWriter writer, CreateResponse body, bool withStat)
    {
        writer.WritePath(body.Path);
        if (withStat)
            writer.WriteStat(body.Stat);
    }

    public static void WriteChildren(JuteWriter writer, GetChildrenResponse body, bool withStat)
    {
        writer.WriteStrings(body.Children);
        if (withStat)
            writer.WriteStat(body.Stat);
    }

    private static void WriteRare(JuteWriter writer, WireDialect dialect, OpCode wireOp, Response body)
    {
        switch (wireOp)
        {
            case OpCode.GetAcl:
                writer.WriteAcl(((GetAclResponse)body).Acl);
                writer.WriteStat(((GetAclResponse)body).Stat);
                break;
            case OpCode.SetAcl:
                writer.WriteStat(((SetAclResponse)body).Stat);
                break;
            case OpCode.Sync:
                writer.WritePath(((SyncResponse)body).Path);
                break;
            case OpCode.GetEphemerals:
                writer.WritePaths(((GetEphemeralsResponse)body).Ephemerals);
                break;
            case OpCode.GetAllChildrenNumber:
                writer.WriteInt32(((GetAllChildrenNumberResponse)body).TotalNumber);
                break;
            case OpCode.WhoAmI:
                writer.WriteIds(((WhoAmIResponse)body).Identities);
                break;
            case OpCode.AddWatch:
                writer.WriteInt32(0); // ErrorResponse.err: it was armed.
                break;
            case OpCode.SetWatches2 when dialect == WireDialect.Coordination:
                writer.WriteBoolean(((SetWatchesResponse)body).IsComplete);
                break;
            case OpCode.Sasl:
                writer.WriteBuffer(((SaslResponse)body).Token.Span);
                break;
        }
    }
}
