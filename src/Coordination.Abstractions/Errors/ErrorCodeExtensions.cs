namespace Coordination;

/// <summary>The table that turns an <see cref="ErrorCode"/> into an answer to <em>did it happen?</em></summary>
public static class ErrorCodeExtensions
{
    /// <summary>
    /// What an error code says about the request it answers. Codes that nobody has defined yet say that it may have
    /// happened.
    /// </summary>
    public static Outcome Outcome(this ErrorCode code) => code switch
    {
        ErrorCode.Ok => Coordination.Outcome.Happened,

        ErrorCode.ConnectionLoss or ErrorCode.RequestTimeout or ErrorCode.SystemError
            or ErrorCode.RuntimeInconsistency or ErrorCode.DataInconsistency => Coordination.Outcome.MayHaveHappened,

        ErrorCode.SessionExpired or ErrorCode.UnknownSession => Coordination.Outcome.SessionGone,

        ErrorCode.MarshallingError or ErrorCode.Unimplemented or ErrorCode.OperationTimeout or ErrorCode.BadArguments
            or ErrorCode.NewConfigNoQuorum or ErrorCode.ReconfigInProgress or ErrorCode.ApiError or ErrorCode.NoNode
            or ErrorCode.NoAuth or ErrorCode.BadVersion or ErrorCode.NoChildrenForEphemerals or ErrorCode.NodeExists
            or ErrorCode.NotEmpty or ErrorCode.InvalidCallback or ErrorCode.InvalidAcl or ErrorCode.AuthFailed
            or ErrorCode.SessionMoved or ErrorCode.NotReadOnly or ErrorCode.EphemeralOnLocalSession
            or ErrorCode.NoWatcher or ErrorCode.ReconfigDisabled or ErrorCode.SessionClosedRequireSaslAuth
            or ErrorCode.QuotaExceeded or ErrorCode.ThrottledOp => Coordination.Outcome.DidNotHappen,

        _ => Coordination.Outcome.MayHaveHappened,
    };
}
