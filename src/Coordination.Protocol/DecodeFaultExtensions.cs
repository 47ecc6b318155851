namespace Coordination.Protocol;

/// <summary>What a server answers to a request that it could not read.</summary>
public static class DecodeFaultExtensions
{
    /// <summary>The error to answer; the connection is kept, as ZooKeeper keeps it.</summary>
    public static ErrorCode ToErrorCode(this DecodeFault fault) => fault switch
    {
        DecodeFault.None => ErrorCode.Ok,
        DecodeFault.InvalidPath or DecodeFault.InvalidValue or DecodeFault.OverLimit => ErrorCode.BadArguments,
        DecodeFault.UnknownOperation => ErrorCode.Unimplemented,
        _ => ErrorCode.MarshallingError,
    };
}
