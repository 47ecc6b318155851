namespace Coordination;

/// <summary>Why a request was not carried out; the numbers are ZooKeeper's (<c>KeeperException.Code</c>).</summary>
public enum ErrorCode
{
    /// <summary>It was carried out.</summary>
    Ok = 0,

    /// <summary>The ensemble failed inside; the request may have taken effect.</summary>
    SystemError = -1,

    /// <summary>
    /// The ensemble contradicts itself; also marks the operations of a multi after the one that failed.
    /// </summary>
    RuntimeInconsistency = -2,

    /// <summary>The ensemble's data contradicts itself.</summary>
    DataInconsistency = -3,

    /// <summary>The connection was lost before the answer came: the request may have taken effect.</summary>
    ConnectionLoss = -4,

    /// <summary>The request could not be read.</summary>
    MarshallingError = -5,

    /// <summary>The ensemble does not know the operation, or it is switched off.</summary>
    Unimplemented = -6,

    /// <summary>The deadline passed before the request was sent.</summary>
    OperationTimeout = -7,

    /// <summary>The arguments contradict ZooKeeper's rules.</summary>
    BadArguments = -8,

    /// <summary>The ensemble does not know the session.</summary>
    UnknownSession = -12,

    /// <summary>No quorum of the proposed configuration is connected.</summary>
    NewConfigNoQuorum = -13,

    /// <summary>Another reconfiguration is under way.</summary>
    ReconfigInProgress = -14,

    /// <summary>Marks the range of errors that the caller causes; never sent by itself.</summary>
    ApiError = -100,

    /// <summary>There is no znode at the path.</summary>
    NoNode = -101,

    /// <summary>The caller's identities do not allow it.</summary>
    NoAuth = -102,

    /// <summary>The version named is not the znode's.</summary>
    BadVersion = -103,

    /// <summary>Ephemeral znodes have no children.</summary>
    NoChildrenForEphemerals = -108,

    /// <summary>There is a znode at the path already.</summary>
    NodeExists = -110,

    /// <summary>The znode has children.</summary>
    NotEmpty = -111,

    /// <summary>The session is gone, and all it held.</summary>
    SessionExpired = -112,

    /// <summary>The callback given is not one.</summary>
    InvalidCallback = -113,

    /// <summary>The ACL is empty or malformed, or names nobody.</summary>
    InvalidAcl = -114,

    /// <summary>The credentials were refused.</summary>
    AuthFailed = -115,

    /// <summary>The session is served by another replica now; this request was not carried out.</summary>
    SessionMoved = -118,

    /// <summary>The server serves reads only, as it has no quorum.</summary>
    NotReadOnly = -119,

    /// <summary>A local session cannot own ephemeral znodes.</summary>
    EphemeralOnLocalSession = -120,

    /// <summary>No such watch is registered.</summary>
    NoWatcher = -121,

    /// <summary>The answer did not come in time: the request may have taken effect.</summary>
    RequestTimeout = -122,

    /// <summary>Reconfiguration is switched off.</summary>
    ReconfigDisabled = -123,

    /// <summary>The server closes sessions that do not authenticate.</summary>
    SessionClosedRequireSaslAuth = -124,

    /// <summary>A hard quota would be exceeded.</summary>
    QuotaExceeded = -125,

    /// <summary>
    /// The server is too busy, or as many requests wait in the client as may; the request was not carried out.
    /// </summary>
    ThrottledOp = -127,
}
