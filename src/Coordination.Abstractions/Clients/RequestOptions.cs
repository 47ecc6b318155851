namespace Coordination;

/// <summary>Choices for one call.</summary>
public class RequestOptions
{
    /// <summary>
    /// Whether to fail with <see cref="ErrorCode.OperationTimeout"/> at once while no server is connected; by default
    /// the call waits for the connection, without limit where no <see cref="Deadline"/> is set. Where more
    /// wait than the client's options allow, it fails with <see cref="ErrorCode.ThrottledOp"/>.
    /// </summary>
    public bool FailFast { get; set; }

    /// <summary>
    /// How long the call may take in all; past it, <see cref="ErrorCode.OperationTimeout"/> if it was never sent, else
    /// <see cref="ErrorCode.RequestTimeout"/>. Null, the default: as long as the session stands,
    /// and without limit while none does and no server can be reached. Above 0 and at most 49 days, the longest that a
    /// timer can wait; the call throws <see cref="ArgumentOutOfRangeException"/> for any other.
    /// </summary>
    public TimeSpan? Deadline { get; set; }
}
