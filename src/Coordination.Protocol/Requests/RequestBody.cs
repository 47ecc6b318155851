using Coordination.Requests;

namespace Coordination.Protocol;

/// <summary>Writes what follows a request's header.</summary>
internal static class RequestBody
{
    // Generic, so that for a request that is a value the tests below are decided by the compiler and nothing is boxed.
    public static void Write<T>(JuteWriter writer, OpCode wireOp, in T request, WireDialect dialect)
        where T : IRequest
    {
        switch (request)
        {
            case GetDataRequest r:
                WritePathAndFlag(writer, r.Path, r.Watch);
                break;
            case SetDataRequest r:
                writer.WritePath(r.Path);
                writer.WriteBuffer(r.Data.Span);
                writer.WriteInt32(r.Version);
                break;
            case ExistsRequest r:
                WritePathAndFlag(writer, r.Path, r.Watch);
                break;
            case CreateRequest r:
                WriteCreate(writer, wireOp, r);
                break;
            case DeleteRequest r:
                WritePathAndNumber(writer, r.Path, r.Version);
                break;
            case GetChildrenRequest r:
                WritePathAndFlag(writer, r.Path, r.Watch);
                break;
            case MultiRequest r:
                OperationRecords.Write(writer, r.Operations, dialect);
                break;
            case MultiReadRequest r:
                OperationRecords.Write(writer, r.Operations, dialect);
                break;
            case CheckVersionRequest r:
                WritePathAndNumber(writer, r.Path, r.Version);
                break;
            case SyncRequest r:
                writer.WritePath(r.Path);
                break;
            default:
                WriteRare(writer, wireOp, request);
                break;
        }
    }

    private static void WriteRare<T>(JuteWriter writer, OpCode wireOp, in T request)
        where T : IRequest
    {
        switch (request)
        {
            case GetAclRequest r:
                writer.WritePath(r.Path);
                break;
            case SetAclRequest r:
                writer.WritePath(r.Path);
                writer.WriteAcl(r.Acl);
                writer.WriteInt32(r.AclVersion);
                break;
            case GetEphemeralsRequest r:
                writer.WritePath(r.Prefix);
                break;
            case GetAllChildrenNumberRequest r:
                writer.WritePath(r.Path);
                break;
            case AddWatchRequest r:
                WritePathAndNumber(writer, r.Path, (int)r.Mode);
                break;
            case CheckWatchesRequest r:
                WritePathAndNumber(writer, r.Path, (int)r.Type);
                break;
            case RemoveWatchesRequest r:
                WritePathAndNumber(writer, r.Path, (int)r.Type);
                break;
            case SetWatchesRequest r:
                WriteSetWatches(writer, wireOp, r);
                break;
            case AuthRequest r:
                writer.WriteInt32(0); // AuthPacket.type
                writer.WriteString(r.Scheme);
                writer.WriteBuffer(r.Credentials.Span);
                break;
            case SaslRequest r:
                writer.WriteBuffer(r.Token.Span);
                break;
            case ReconfigRequest r:
                writer.WriteString(r.JoiningServers);
                writer.WriteString(r.LeavingServers);
                writer.WriteString(r.NewMembers);
                writer.WriteInt64(r.CurrentConfigId);
                break;
            case PingRequest or CloseSessionRequest or WhoAmIRequest:
                break;
            default:
                throw new ArgumentException($"{typeof(T).Name} ({request.OpCode}) does not travel on ZooKeeper's wire.",
                    nameof(request));
        }
    }

    private static void WriteCreate(JuteWriter writer, OpCode wireOp, in CreateRequest request)
    {
        writer.WritePath(request.Path);
        writer.WriteBuffer(request.Data.Span);
        writer.WriteAcl(request.Acl);
        writer.WriteInt32((int)request.Mode);
        if (wireOp == OpCode.CreateTtl)
            writer.WriteInt64(request.TimeToLiveMs);
    }

    private static void WriteSetWatches(JuteWriter writer, OpCode wireOp, in SetWatchesRequest request)
    {
        writer.WriteInt64(request.RelativeZxid.Value);
        writer.WritePaths(request.DataWatches);
        writer.WritePaths(request.ExistWatches);
        writer.WritePaths(request.ChildWatches);
        if (wireOp == OpCode.SetWatches)
            return;
        writer.WritePaths(request.PersistentWatches);
        writer.WritePaths(request.PersistentRecursiveWatches);
    }

    private static void WritePathAndFlag(JuteWriter writer, ZPath path, bool flag)
    {
        writer.WritePath(path);
        writer.WriteBoolean(flag);
    }

    private static void WritePathAndNumber(JuteWriter writer, ZPath path, int number)
    {
        writer.WritePath(path);
        writer.WriteInt32(number);
    }
}
