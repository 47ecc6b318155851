namespace Coordination.Calls;

/// <summary>
/// The table that says what a caller is told when no answer came: whether it happened, and why nobody knows.
/// </summary>
internal static class CallEnds
{
    /// <param name="end">Why no answer came.</param>
    /// <param name="mayHaveHappened">Whether it was a write, and sent.</param>
    /// <param name="wasSent">Whether it was sent.</param>
    /// <param name="path">What it was about.</param>
    public static Exception Describe(CallEnd end, bool mayHaveHappened, bool wasSent, ZPath? path) => end switch
    {
        CallEnd.SessionLost => new SessionExpiredException(ErrorCode.SessionExpired, path, mayHaveHappened),
        CallEnd.DeadlinePassed when mayHaveHappened => new OutcomeUnknownException(ErrorCode.RequestTimeout, path),
        CallEnd.DeadlinePassed =>
            new RequestRejectedException(wasSent ? ErrorCode.RequestTimeout : ErrorCode.OperationTimeout, path),
        CallEnd.NotConnected => new RequestRejectedException(ErrorCode.OperationTimeout, path),
        CallEnd.TooManyWait => new RequestRejectedException(ErrorCode.ThrottledOp, path),
        _ when mayHaveHappened => new OutcomeUnknownException(ErrorCode.ConnectionLoss, path),
        CallEnd.Disposed => new ObjectDisposedException(nameof(CoordinationClient)),
        CallEnd.AuthFailed => new RequestRejectedException(ErrorCode.AuthFailed, path),
        _ => new RequestRejectedException(ErrorCode.ConnectionLoss, path),
    };
}
