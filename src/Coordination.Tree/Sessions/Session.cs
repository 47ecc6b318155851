using Coordination.Requests;
using Coordination.Transports;
using Coordination.Tree.Digests;

namespace Coordination.Tree.Sessions;

/// <summary>A session with what it is still owed: the answers it has not acknowledged (RAFT.md §6.4).</summary>
internal sealed class Session(SessionRecord record)
{
    private readonly Queue<KeptAnswer> _kept = [];

    public SessionRecord Record { get; private set; } = record;

    /// <summary>The greatest number under which something was applied: what is not above it is a retry.</summary>
    public int LastXid { get; private set; }

    /// <summary>The session's share of the state digest.</summary>
    public UInt128 Digest { get; private set; } = DigestOf(record);

    public SessionImage Capture() => new(Record, LastXid, [.. _kept]);

    public void Restore(in SessionImage image)
    {
        foreach (KeptAnswer kept in image.Kept)
            Keep(kept);
        MoveTo(image.LastXid);
    }

    /// <summary>Puts another record in place.</summary>
    public void Renew(SessionRecord next)
    {
        Digest += DigestOf(next) - DigestOf(Record);
        Record = next;
    }

    public void Forget(int ackedXid)
    {
        while (_kept.TryPeek(out KeptAnswer oldest) && !IsAfter(oldest.Xid, ackedXid))
            Digest -= DigestOf(_kept.Dequeue());
    }

    public void Keep(KeptAnswer answer)
    {
        _kept.Enqueue(answer);
        Digest += DigestOf(answer);
        MoveTo(answer.Xid);
    }

    /// <summary>
    /// Whether a number was seen before, and with what answer; one that was acknowledged can only be a mistake of the
    /// caller.
    /// </summary>
    public bool TryAnswerRetry(int xid, out Answer<Response> answer)
    {
        answer = default;
        if (IsAfter(xid, LastXid))
            return false;

        foreach (KeptAnswer kept in _kept)
        {
            if (kept.Xid == xid)
            {
                answer = kept.Answer;
                return true;
            }
        }

        answer = new Answer<Response>(Zxid.None, ErrorCode.BadArguments, null);
        return true;
    }

    // Numbers go from 1 to int.MaxValue and then begin anew, so that one is after another when it is less than half of
    // all numbers ahead (RFC 1982 §3.2): a session that writes all the time comes around in less than an hour.
    private static bool IsAfter(int xid, int other) => ((xid - other) & int.MaxValue) is > 0 and < 1 << 30;

    private void MoveTo(int xid)
    {
        Digest += DigestOf(xid) - DigestOf(LastXid);
        LastXid = xid;
    }

    // Nothing for a session that has kept no answer yet.
    private UInt128 DigestOf(int lastXid)
    {
        if (lastXid == 0)
            return 0;

        var hash = new Hash128((ulong)Record.Id.Value);
        hash.Add(lastXid, 0L);
        return hash.Value;
    }

    private static UInt128 DigestOf(SessionRecord record)
    {
        Span<byte> password = stackalloc byte[SessionPassword.Length];
        record.Password.CopyTo(password);
        var hash = new Hash128((ulong)record.Id.Value);
        hash.Add(password);
        hash.Add(record.TimeoutMs, record.Attach);
        hash.Add(record.Replica, record.RemembersAnswers ? 1 : 0);
        return hash.Value;
    }

    // The body follows from state and command; zxid and code say which one it is.
    private UInt128 DigestOf(KeptAnswer kept)
    {
        var hash = new Hash128((ulong)Record.Id.Value);
        hash.Add(kept.Xid, (long)kept.Answer.Code);
        hash.Add(kept.Answer.Zxid.Value, kept.Xid);
        return hash.Value;
    }
}
