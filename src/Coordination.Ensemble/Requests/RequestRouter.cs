using Coordination.Ensemble.Connections;
using Coordination.Requests;
using Coordination.Transports;
using Coordination.Tree.Commands;
using Coordination.Tree.Watches;

namespace Coordination.Ensemble.Requests;

/// <summary>
/// Brings a request to what answers it. Every request type is compiled for itself, so each path through the ladders
/// is chosen before it runs, and nothing is boxed but what enters the log.
/// </summary>
internal static class RequestRouter
{
    /// <summary>Answers a request; false where the answer comes from the log later.</summary>
    public static bool TryAnswer<T>(
        EnsembleConnection connection, in RequestHeader header, in T request, out Answer<Response> answer)
        where T : struct, IRequest
    {
        if (RequestKind.IsWrite<T>())
            return TryWrite(connection, header, request, out answer);

        ServingState state = connection.State;
        state.Figures.Reads++;
        ErrorCode code = Read(connection, request, out Response? body);
        answer = new Answer<Response>(state.Tree.LastZxid, code, body);
        return true;
    }

    private static bool TryWrite<T>(
        EnsembleConnection connection, in RequestHeader header, in T request, out Answer<Response> answer)
        where T : struct, IRequest
    {
        ServingState state = connection.State;
        if (!IsAllowed(state.Rules, request))
        {
            answer = new Answer<Response>(state.Tree.LastZxid, ErrorCode.BadArguments, null);
            return true;
        }

        var command = new Command(
            default,
            0,
            connection.Session!.Id, // Not null: requests are taken while it is open.
            connection.Session.Attach,
            // Another's client numbers its requests anew on every connection, so its numbers tell no retry.
            connection.Origin.RemembersAnswers ? header.Xid : 0,
            header.AckedXid,
            connection.Caller,
            request);
        return state.TryCommit(command, connection, out answer);
    }

    private static bool IsAllowed<T>(RequestRules rules, in T request)
    {
        // A cast by way of object is none at all, and boxes nothing, where T is compiled for. It is not null: a struct.
        if (typeof(T) == typeof(SetDataRequest))
            return rules.Allows((SetDataRequest)(object)request!);
        if (typeof(T) == typeof(CreateRequest))
            return rules.Allows((CreateRequest)(object)request!);
        if (typeof(T) == typeof(DeleteRequest))
            return rules.Allows(((DeleteRequest)(object)request!).Path);
        if (typeof(T) == typeof(SetAclRequest))
            return rules.Allows((SetAclRequest)(object)request!);
        if (typeof(T) == typeof(MultiRequest))
            return rules.AllowsOperations(((MultiRequest)(object)request!).Operations);
        if (typeof(T) == typeof(CheckVersionRequest))
            return rules.Allows(((CheckVersionRequest)(object)request!).Path);
        return true;
    }

    private static ErrorCode Read<T>(EnsembleConnection connection, in T request, out Response? body)
        where T : struct, IRequest
    {
        if (typeof(T) == typeof(GetDataRequest))
        {
            var get = (GetDataRequest)(object)request;
            return Read<GetDataRequest, GetDataResponse>(
                connection, get, get.Path, WatchKinds.Data, get.Watch, out body);
        }

        if (typeof(T) == typeof(ExistsRequest))
        {
            var exists = (ExistsRequest)(object)request;
            return Read<ExistsRequest, ExistsResponse>(
                connection, exists, exists.Path, WatchKinds.Data, exists.Watch, out body);
        }

        if (typeof(T) == typeof(GetChildrenRequest))
        {
            var list = (GetChildrenRequest)(object)request;
            return Read<GetChildrenRequest, GetChildrenResponse>(
                connection, list, list.Path, WatchKinds.Child, list.Watch, out body);
        }

        if (typeof(T) == typeof(GetAclRequest))
        {
            var acl = (GetAclRequest)(object)request;
            return Read<GetAclRequest, GetAclResponse>(connection, acl, acl.Path, out body);
        }

        if (typeof(T) == typeof(GetAllChildrenNumberRequest))
        {
            var count = (GetAllChildrenNumberRequest)(object)request;
            return Read<GetAllChildrenNumberRequest, GetAllChildrenNumberResponse>(
                connection, count, count.Path, out body);
        }

        if (typeof(T) == typeof(GetEphemeralsRequest))
        {
            var own = (GetEphemeralsRequest)(object)request;
            return Read<GetEphemeralsRequest, GetEphemeralsResponse>(connection, own, own.Prefix, out body);
        }

        if (typeof(T) == typeof(MultiReadRequest))
        {
            var several = (MultiReadRequest)(object)request;
            body = null;
            return connection.State.Rules.AllowsOperations(several.Operations)
                ? Read<MultiReadRequest, MultiResponse>(connection, several, ZPath.Root, out body)
                : ErrorCode.BadArguments;
        }

        return ConnectionRequests.Answer(connection, request, out body);
    }

    private static ErrorCode Read<T, R>(EnsembleConnection connection, in T request, ZPath path, out Response? body)
        where T : struct, IReadRequest<R>
        where R : Response =>
        Read<T, R>(connection, request, path, WatchKinds.None, watches: false, out body);

    /// <summary>
    /// Reads the tree, and arms the read's watch in the same exclusion, so that a change is either seen in the answer
    /// or fires.
    /// </summary>
    private static ErrorCode Read<T, R>(
        EnsembleConnection connection, in T request, ZPath path, WatchKinds kind, bool watches, out Response? body)
        where T : struct, IReadRequest<R>
        where R : Response
    {
        ServingState state = connection.State;
        body = null;
        if (!state.Rules.Allows(path))
            return ErrorCode.BadArguments;
        if (watches && !state.MayArm(connection, path, kind))
            return ErrorCode.ThrottledOp;

        SessionId session = connection.Session!.Id; // Not null: requests are taken while it is open.
        ErrorCode code = state.Tree.Read<T, R>(session, connection.Caller, request, out R? read);
        body = read;

        // Only exists watches what is not there (FinalRequestProcessor).
        if (watches && (code == ErrorCode.Ok || (code == ErrorCode.NoNode && typeof(T) == typeof(ExistsRequest))))
            state.Watches.Arm(connection, path, kind);
        return code;
    }
}
