namespace Coordination;

/// <summary>The request did not happen, and will not: no such znode, wrong version, not allowed, never sent.</summary>
/// <remarks>Catch by code: <c>catch (RequestRejectedException e) when (e.Code == ErrorCode.BadVersion)</c>.</remarks>
public class RequestRejectedException : CoordinationException
{
    /// <summary>Says why and about which path.</summary>
    public RequestRejectedException(ErrorCode code, ZPath? path = null, Exception? inner = null)
        : base(code, path, Describe("The request was rejected", code, path), inner)
    {
    }

    private protected RequestRejectedException(ErrorCode code, ZPath? path, string message)
        : base(code, path, message, inner: null)
    {
    }
}
