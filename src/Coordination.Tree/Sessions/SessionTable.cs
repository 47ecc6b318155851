using System.Diagnostics.CodeAnalysis;
using Coordination.Tree.Digests;

namespace Coordination.Tree.Sessions;

/// <summary>The sessions that stand, and the counter that their ids are drawn from.</summary>
internal sealed class SessionTable
{
    /// <summary>
    /// No replica has this number: it marks a time to live in the owner of a znode (<c>EphemeralType.TTL</c>).
    /// </summary>
    public const byte ReservedReplica = 255;

    private const int CounterBits = 56;

    private readonly Dictionary<SessionId, Session> _sessions = [];

    public int Count => _sessions.Count;

    public IEnumerable<Session> All => _sessions.Values;

    /// <summary>Sessions opened so far; the next id is one above. Never goes back, so no id is used twice.</summary>
    public long Opened { get; set; }

    /// <summary>The sum of the digests of all sessions, and the counter's own.</summary>
    public UInt128 Digest
    {
        get
        {
            var counter = new Hash128(Mixing.Second);
            counter.Add(Opened, Opened);
            return DigestOfSessions + counter.Value;
        }
    }

    private UInt128 DigestOfSessions { get; set; }

    public bool TryGet(SessionId id, [NotNullWhen(true)] out Session? session) =>
        _sessions.TryGetValue(id, out session);

    public SessionRecord Open(SessionPassword password, int timeoutMs, byte replica, bool remembersAnswers)
    {
        Opened++;
        var id = new SessionId(((long)replica << CounterBits) | Opened);
        var record = new SessionRecord(id, password, timeoutMs, Attach: 1, replica, remembersAnswers);
        var session = new Session(record);
        _sessions.Add(id, session);
        DigestOfSessions += session.Digest;
        return record;
    }

    /// <summary>Puts a session back that was captured; false where it is there.</summary>
    public bool TryRestore(in SessionImage image)
    {
        var session = new Session(image.Record);
        session.Restore(image);
        if (!_sessions.TryAdd(image.Record.Id, session))
            return false;

        DigestOfSessions += session.Digest;
        return true;
    }

    public void Remove(Session session)
    {
        _sessions.Remove(session.Record.Id);
        DigestOfSessions -= session.Digest;
    }

    /// <summary>Changes a session and keeps the digest in step.</summary>
    public void Renew(Session session, SessionRecord next)
    {
        DigestOfSessions -= session.Digest;
        session.Renew(next);
        DigestOfSessions += session.Digest;
    }

    /// <summary>Forgets the answers that have arrived.</summary>
    public void Forget(Session session, int ackedXid)
    {
        DigestOfSessions -= session.Digest;
        session.Forget(ackedXid);
        DigestOfSessions += session.Digest;
    }

    /// <summary>Keeps an answer until it is acknowledged.</summary>
    public void Keep(Session session, KeptAnswer answer)
    {
        DigestOfSessions -= session.Digest;
        session.Keep(answer);
        DigestOfSessions += session.Digest;
    }
}
