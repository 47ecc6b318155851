namespace Coordination;

/// <summary>
/// The session that the request belonged to is gone: its ephemeral znodes and leases with it. Watch streams go on; the
/// client opens the next session.
/// </summary>
public sealed class SessionExpiredException : CoordinationException
{
    private const string Gone = "The session is gone";
    private const string GoneAndUnknown = "The session is gone, and the request may have happened";

    /// <summary>Says about which path, and whether a write had been sent.</summary>
    public SessionExpiredException(
        ErrorCode code = ErrorCode.SessionExpired, ZPath? path = null, bool mayHaveHappened = false)
        : base(code, path, Describe(mayHaveHappened ? GoneAndUnknown : Gone, code, path), null) =>
        MayHaveHappened = mayHaveHappened;

    /// <summary>True for a write that had been sent: it may have happened before the session ended.</summary>
    public bool MayHaveHappened { get; }
}
