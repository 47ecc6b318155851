namespace Coordination;

/// <summary>What a coordination call throws. Its three kinds say whether the request was carried out.</summary>
public abstract class CoordinationException : Exception
{
    private protected CoordinationException(ErrorCode code, ZPath? path, string message, Exception? inner)
        : base(message, inner)
    {
        Code = code;
        Path = path;
    }

    /// <summary>Why, by ZooKeeper's number.</summary>
    public ErrorCode Code { get; }

    /// <summary>The path the request was about, as the client sees it; null where it was about none.</summary>
    public ZPath? Path { get; }

    /// <summary>
    /// The exception for an error code, of the kind that its <see cref="ErrorCodeExtensions.Outcome"/> asks for.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="code"/> is <see cref="ErrorCode.Ok"/>.</exception>
    public static CoordinationException For(ErrorCode code, ZPath? path = null) => code.Outcome() switch
    {
        Outcome.Happened => throw new ArgumentException("Success is no error.", nameof(code)),
        Outcome.DidNotHappen => new RequestRejectedException(code, path),
        Outcome.SessionGone => new SessionExpiredException(code, path, mayHaveHappened: false),
        _ => new OutcomeUnknownException(code, path),
    };

    private protected static string Describe(string what, ErrorCode code, ZPath? path) =>
        path is { } p ? $"{what}: {code} ({(int)code}) at '{p}'." : $"{what}: {code} ({(int)code}).";
}
