using Coordination.Requests;
using Coordination.Tree.Security;

namespace Coordination.Tests.Tree.Reference.Model;

/// <summary>What a session reads. Nothing changes.</summary>
internal static class ModelReads
{
    public static ErrorCode Read(
        this ModelTree tree, SessionId session, Identities caller, IRequest request, out Response? answer)
    {
        ModelState state = tree.State;
        switch (request)
        {
            case ExistsRequest exists:
                Permissions needed = tree.Rules.ExistsNeedsRead ? Permissions.Read : Permissions.None;
                answer = new ExistsResponse(state.StatAt(exists.Path.Value));
                return Checked(state, exists.Path, needed, caller, ref answer);
            case GetDataRequest get:
                answer = new GetDataResponse(state.Find(get.Path.Value)?.Data, state.StatAt(get.Path.Value));
                return Checked(state, get.Path, Permissions.Read, caller, ref answer);
            case GetChildrenRequest list:
                answer = Children(state, list.Path.Value);
                return Checked(state, list.Path, Permissions.Read, caller, ref answer);
            case GetAclRequest get:
                answer = new GetAclResponse(Shown(state, get.Path.Value, caller), state.StatAt(get.Path.Value));
                return Checked(state, get.Path, Permissions.Read | Permissions.Admin, caller, ref answer);
            case GetAllChildrenNumberRequest number:
                answer = new GetAllChildrenNumberResponse(state.DescendantsOf(number.Path.Value).Count);
                return Checked(state, number.Path, Permissions.Read, caller, ref answer);
            case GetEphemeralsRequest ephemerals:
                answer = Ephemerals(state, session, ephemerals.Prefix);
                return ErrorCode.Ok;
            case MultiReadRequest multi:
                answer = new MultiResponse([.. multi.Operations.Select(each => ReadOne(tree, session, caller, each))]);
                return ErrorCode.Ok;
            default:
                throw new InvalidOperationException($"{request} is no read.");
        }
    }

    private static OperationResult ReadOne(ModelTree tree, SessionId session, Identities caller, IRequest operation)
    {
        Response? body = null;
        ErrorCode code = operation is GetDataRequest or GetChildrenRequest
            ? tree.Read(session, caller, operation, out body)
            : ErrorCode.BadArguments;
        return new OperationResult(operation.OpCode, code, body);
    }

    /// <summary>Takes the answer back where the znode is not there, or not for the caller to read.</summary>
    private static ErrorCode Checked(
        ModelState state, ZPath path, Permissions needed, Identities caller, ref Response? answer)
    {
        ErrorCode code =
            state.Find(path.Value) is not { } znode ? ErrorCode.NoNode
            : needed != Permissions.None && !ModelAcls.Allows(znode.Acl, needed, caller) ? ErrorCode.NoAuth
            : ErrorCode.Ok;
        if (code != ErrorCode.Ok)
            answer = null;
        return code;
    }

    private static GetChildrenResponse Children(ModelState state, string path) => new(
        state.ChildrenOf(path).ConvertAll(child => child[(child.LastIndexOf('/') + 1)..]),
        state.StatAt(path));

    private static IReadOnlyList<Acl> Shown(ModelState state, string path, Identities caller)
    {
        IReadOnlyList<Acl> acl = state.Find(path)?.Acl ?? [];
        return ModelAcls.Allows(acl, Permissions.Admin, caller) ? acl : ModelAcls.Mask(acl);
    }

    // The prefix is text, not a path: /a finds /ab too.
    private static GetEphemeralsResponse Ephemerals(ModelState state, SessionId session, ZPath prefix) =>
        new(state.Paths
            .Where(path => path.StartsWith(prefix.Value, StringComparison.Ordinal))
            .Where(path => state.Find(path)?.Owner == session)
            .Select(path => ZPath.Parse(path)).ToList());
}
