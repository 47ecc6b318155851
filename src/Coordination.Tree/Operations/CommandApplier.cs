using Coordination.Requests;
using Coordination.Transports;
using Coordination.Tree.Commands;
using Coordination.Tree.Sessions;
using Coordination.Tree.Znodes;

namespace Coordination.Tree.Operations;

/// <summary>
/// What is common to all commands: the session's standing, retries, kept answers; then the operation.
/// </summary>
internal sealed class CommandApplier(TreeState tree)
{
    private readonly Multi _multi = new(new ZnodeJournal());

    public Answer<Response> Apply(in Command command, List<Change> changes)
    {
        Session? session = null;
        if (command.Session != SessionId.None)
        {
            if (!tree.Sessions.TryGet(command.Session, out session))
                return new Answer<Response>(command.Zxid, ErrorCode.SessionExpired, null);
            if (session.Record.Attach != command.Attach)
                return new Answer<Response>(command.Zxid, ErrorCode.SessionMoved, null);
            // Closing twice closes once, so whoever gives a session up need not know its numbers.
            if (!session.Record.RemembersAnswers || command.Xid <= 0 || command.Body is CloseSessionRequest)
                session = null;
            else if (IsRetry(session, command, out Answer<Response> kept))
                return kept;
        }

        ErrorCode code = Execute(command, new WriteContext(command, changes), out Response? body);
        tree.Acls.Sweep();
        var answer = new Answer<Response>(command.Zxid, code, body);
        if (session is not null)
            tree.Sessions.Keep(session, new KeptAnswer(command.Xid, answer));
        return answer;
    }

    private bool IsRetry(Session session, in Command command, out Answer<Response> answer)
    {
        tree.Sessions.Forget(session, command.AckedXid);
        if (!session.TryAnswerRetry(command.Xid, out answer))
            return false;
        if (answer.Zxid == Zxid.None)
            answer = answer with { Zxid = command.Zxid };
        return true;
    }

    private ErrorCode Execute(in Command command, in WriteContext context, out Response? body)
    {
        ErrorCode code;
        switch (command.Body)
        {
            case SetDataRequest set:
                code = DataUpdate.Apply(tree, context, set, out SetDataResponse? done);
                body = done;
                return code;
            case CreateRequest create:
                code = Creation.Apply(tree, context, create, out CreateResponse? created);
                body = created;
                return code;
            case DeleteRequest delete:
                return Done(Deletion.Apply(tree, context, delete), out body);
            case MultiRequest multi:
                code = _multi.Apply(tree, context, multi, out MultiResponse? results);
                body = results;
                return code;
            case SetAclRequest setAcl:
                code = AclUpdate.Apply(tree, context, setAcl, out SetAclResponse? aclSet);
                body = aclSet;
                return code;
            default:
                return ExecuteOfEnsemble(command.Body, context, out body);
        }
    }

    // Sessions and reaping; a check outside of a multi, and whatever else changes nothing, is Unimplemented as in
    // ZooKeeper (ZOOKEEPER-2623).
    private ErrorCode ExecuteOfEnsemble(IRequest request, in WriteContext context, out Response? body)
    {
        ErrorCode code;
        switch (request)
        {
            case CreateSessionRequest open:
                code = SessionCommands.Apply(tree, open, out CreateSessionResponse? opened);
                body = opened;
                return code;
            case AttachSessionRequest attach:
                code = SessionCommands.Apply(tree, attach, out AttachSessionResponse? attached);
                body = attached;
                return code;
            case CloseSessionRequest:
                return Done(SessionCommands.Close(tree, context), out body);
            case ExpireSessionRequest expire:
                return Done(SessionCommands.Apply(tree, context, expire), out body);
            case DeleteIfStillEmptyRequest delete:
                return Done(Deletion.Apply(tree, context, delete), out body);
            case DeleteIfExpiredRequest delete:
                return Done(Deletion.Apply(tree, context, delete), out body);
            default:
                return Done(ErrorCode.Unimplemented, out body);
        }
    }

    private static ErrorCode Done(ErrorCode code, out Response? body)
    {
        body = code == ErrorCode.Ok ? EmptyResponse.Instance : null;
        return code;
    }
}
