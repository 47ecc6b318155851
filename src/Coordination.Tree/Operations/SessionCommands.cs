using Coordination.Tree.Commands;
using Coordination.Tree.Sessions;

namespace Coordination.Tree.Operations;

/// <summary>Opening, attaching and ending sessions (RAFT.md §6.2).</summary>
internal static class SessionCommands
{
    public static ErrorCode Apply(TreeState tree, in CreateSessionRequest request, out CreateSessionResponse? answer)
    {
        answer = null;
        if (request.Replica == SessionTable.ReservedReplica || request.TimeoutMs <= 0)
            return ErrorCode.BadArguments;

        SessionRecord opened =
            tree.Sessions.Open(request.Password, request.TimeoutMs, request.Replica, request.RemembersAnswers);
        answer = new CreateSessionResponse(opened.Id);
        return ErrorCode.Ok;
    }

    public static ErrorCode Apply(TreeState tree, in AttachSessionRequest request, out AttachSessionResponse? answer)
    {
        answer = null;
        if (request.Replica == SessionTable.ReservedReplica)
            return ErrorCode.BadArguments;
        if (!tree.Sessions.TryGet(request.Session, out Session? session) || session.Record.Password != request.Password)
            return ErrorCode.SessionExpired;

        SessionRecord moved =
            session.Record with { Attach = unchecked(session.Record.Attach + 1), Replica = request.Replica };
        tree.Sessions.Renew(session, moved);
        answer = new AttachSessionResponse(moved.Attach, moved.TimeoutMs, moved.RemembersAnswers);
        return ErrorCode.Ok;
    }

    public static ErrorCode Apply(TreeState tree, in WriteContext context, in ExpireSessionRequest request)
    {
        if (!tree.Sessions.TryGet(request.Session, out Session? session))
            return ErrorCode.SessionExpired;
        if (session.Record.Attach != request.Attach)
            return ErrorCode.SessionMoved;

        End(tree, context, session);
        return ErrorCode.Ok;
    }

    public static ErrorCode Close(TreeState tree, in WriteContext context)
    {
        if (!tree.Sessions.TryGet(context.Session, out Session? session))
            return ErrorCode.SessionExpired;

        End(tree, context, session);
        return ErrorCode.Ok;
    }

    private static void End(TreeState tree, in WriteContext context, Session session)
    {
        Deletion.DeleteEphemerals(tree, context, session.Record.Id);
        tree.Sessions.Remove(session);
    }
}
