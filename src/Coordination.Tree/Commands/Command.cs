using Coordination.Requests;
using Coordination.Tree.Security;

namespace Coordination.Tree.Commands;

/// <summary>
/// One ordered request with all that its outcome may depend on besides the tree. Same tree and same command always give
/// the same tree and the same answer.
/// </summary>
/// <param name="Zxid">Position in the total order; strictly increasing.</param>
/// <param name="TimeMs">Wall clock of the replica that ordered it, milliseconds since the Unix epoch; never goes
/// back.</param>
/// <param name="Session">On whose behalf; <see cref="SessionId.None"/> for the ensemble's own.</param>
/// <param name="Attach">The attachment under which it was received; refused with <see cref="ErrorCode.SessionMoved"/>
/// where the session has a later one.</param>
/// <param name="Xid">The session's number for it; one seen before is a retry and gets the kept answer. 0 for the
/// ensemble's own.</param>
/// <param name="AckedXid">Answers up to this number have arrived and are forgotten.</param>
/// <param name="Caller">Who asks, already authenticated.</param>
/// <param name="Body">What is asked.</param>
public readonly record struct Command(
    Zxid Zxid,
    long TimeMs,
    SessionId Session,
    int Attach,
    int Xid,
    int AckedXid,
    Identities Caller,
    IRequest Body);
