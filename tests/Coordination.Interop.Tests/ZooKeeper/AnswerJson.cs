using System.Text.Json.Nodes;
using Coordination.Requests;
using Coordination.Tests.Tree.Reference.Scripts;

namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>Answers as the driver of the Java client writes them.</summary>
internal static class AnswerJson
{
    public static Response? Read(JsonObject answer, IRequest request, ErrorCode code)
    {
        if (request is MultiRequest multi)
            return Results(answer, multi.Operations, code);
        if (request is MultiReadRequest multiRead)
            return Results(answer, multiRead.Operations, code);
        return code == ErrorCode.Ok ? Body(answer, request) : null;
    }

    private static MultiResponse? Results(JsonObject answer, IReadOnlyList<IRequest> operations, ErrorCode multiCode)
    {
        if (answer["results"] is not JsonArray results)
            return null;
        bool failed = operations is not [] && multiCode != ErrorCode.Ok;
        IEnumerable<OperationResult> read =
            operations.Zip(results, (operation, result) => Result(result!.AsObject(), operation, failed));
        return new MultiResponse([.. read]);
    }

    private static OperationResult Result(JsonObject result, IRequest operation, bool failed)
    {
        var code = (ErrorCode)(int)result["code"]!;
        Response? body = failed || code != ErrorCode.Ok ? null : Body(result, operation);
        return new OperationResult(operation.OpCode, code, body);
    }

    private static Response Body(JsonObject answer, IRequest request) => request switch
    {
        CreateRequest => new CreateResponse((string)answer["path"]!, StatOf(answer)),
        SetDataRequest => new SetDataResponse(StatOf(answer)),
        SetAclRequest => new SetAclResponse(StatOf(answer)),
        ExistsRequest => new ExistsResponse(StatOf(answer)),
        GetDataRequest => new GetDataResponse(Convert.FromBase64String((string)answer["data"]!), StatOf(answer)),
        GetChildrenRequest or ListNamesRequest => new GetChildrenResponse(Names(answer), StatOf(answer)),
        GetAclRequest => new GetAclResponse(AclOf(answer), StatOf(answer)),
        GetEphemeralsRequest => new GetEphemeralsResponse([.. Names(answer).Select(ZPath.Parse)]),
        GetAllChildrenNumberRequest => new GetAllChildrenNumberResponse((int)answer["number"]!),
        SyncRequest => new SyncResponse((string)answer["path"]!),
        WhoAmIRequest => new WhoAmIResponse(Identities(answer)),
        _ => EmptyResponse.Instance,
    };

    private static string[] Names(JsonObject answer) =>
        [.. answer["children"]!.AsArray().Select(name => (string)name!)];

    private static AuthId[] Identities(JsonObject answer) =>
    [
        .. answer["identities"]!.AsArray().Select(id => new AuthId((string)id!["scheme"]!, (string)id["user"]!)),
    ];

    private static Acl[] AclOf(JsonObject answer) =>
    [
        .. answer["acl"]!.AsArray().Select(entry =>
            new Acl((Permissions)(int)entry!["perms"]!, new AuthId((string)entry["scheme"]!, (string)entry["id"]!))),
    ];

    private static Stat StatOf(JsonObject answer)
    {
        if (answer["stat"] is not JsonArray fields)
            return Renaming.NotSent;
        long[] values = [.. fields.Select(field => (long)field!)];
        return new Stat(
            new Zxid(values[0]),
            new Zxid(values[1]),
            values[2],
            values[3],
            (int)values[4],
            (int)values[5],
            (int)values[6],
            new SessionId(values[7]),
            (int)values[8],
            (int)values[9],
            new Zxid(values[10]));
    }
}
