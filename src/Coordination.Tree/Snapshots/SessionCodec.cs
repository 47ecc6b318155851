using Coordination.Requests;
using Coordination.Transports;
using Coordination.Tree.Sessions;

namespace Coordination.Tree.Snapshots;

/// <summary>Writes and reads a session with the answers it is still owed.</summary>
internal static class SessionCodec
{
    public static void Write(RecordWriter to, in SessionImage session)
    {
        SessionRecord record = session.Record;
        Span<byte> password = stackalloc byte[SessionPassword.Length];
        record.Password.CopyTo(password);
        to.Byte(SnapshotFormat.SessionRecord);
        to.Int64(record.Id.Value);
        to.Bytes(password);
        to.Number(record.TimeoutMs);
        to.Number(record.Attach);
        to.Byte(record.Replica);
        to.Flag(record.RemembersAnswers);
        to.Number(session.LastXid);
        to.Number(session.Kept.Length);
        foreach (KeptAnswer kept in session.Kept)
        {
            to.Number(kept.Xid);
            to.Int64(kept.Answer.Zxid.Value);
            to.Number((int)kept.Answer.Code);
            ResponseCodec.Write(to, kept.Answer.Body);
        }
    }

    public static SessionImage Read(ref RecordReader from)
    {
        var id = new SessionId(from.Int64());
        ReadOnlySpan<byte> password = from.Bytes(SessionPassword.Length, "the length of a password");
        int timeoutMs = from.Int32("a session time-out");
        int attach = from.Int32("an attach number");
        byte replica = from.Byte();
        bool remembersAnswers = from.Flag("whether answers are kept");
        int lastXid = from.Int32("an xid");
        KeptAnswer[] kept = ReadKept(ref from);
        if (password.Length != SessionPassword.Length)
            from.Fail("a password is too short");
        if (from.IsBad)
            return default;

        var record = new SessionRecord(id, new SessionPassword(password), timeoutMs, attach, replica, remembersAnswers);
        return new SessionImage(record, lastXid, kept);
    }

    private static KeptAnswer[] ReadKept(ref RecordReader from)
    {
        int count = from.Count(SnapshotFormat.MostKeptAnswers, "the number of kept answers");
        var kept = new List<KeptAnswer>();
        for (int i = 0; i < count && !from.IsBad; i++)
        {
            int xid = from.Int32("an xid");
            var zxid = new Zxid(from.Int64());
            var code = (ErrorCode)from.Int32("an error code");
            kept.Add(new KeptAnswer(xid, new Answer<Response>(zxid, code, ResponseCodec.Read(ref from))));
        }

        return [.. kept];
    }
}
