using System.Runtime.CompilerServices;
using Coordination.Requests;

namespace Coordination.Ensemble.Requests;

/// <summary>
/// What a request needs, by its type alone: the compiler answers these for each type it compiles for.
/// </summary>
internal static class RequestKind
{
    /// <summary>Whether it takes a place in the log.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWrite<T>() =>
        typeof(T) == typeof(CreateRequest) || typeof(T) == typeof(DeleteRequest) || typeof(T) == typeof(SetDataRequest)
        || typeof(T) == typeof(SetAclRequest) || typeof(T) == typeof(MultiRequest)
        || typeof(T) == typeof(CheckVersionRequest) || typeof(T) == typeof(CloseSessionRequest);

    /// <summary>Whether it is answered by the log, not from what is applied.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool NeedsLog<T>() => IsWrite<T>() || typeof(T) == typeof(SyncRequest);

    /// <summary>
    /// Whether its answer is all that its client gets: no event before it, and no end of the connection after it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOneAnswer<T>() =>
        typeof(T) != typeof(CloseSessionRequest) && typeof(T) != typeof(SetWatchesRequest)
        && typeof(T) != typeof(AuthRequest) && typeof(T) != typeof(ProvenRequest);

    /// <summary>Whether it may be made by who has not authenticated where that is required.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool NeedsNoIdentity<T>() =>
        IsAuthentication<T>() || typeof(T) == typeof(PingRequest) || typeof(T) == typeof(CloseSessionRequest);

    /// <summary>
    /// Whether what comes behind it is judged by what it proves, and the connection ends where that is nothing.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAuthentication<T>() =>
        typeof(T) == typeof(AuthRequest) || typeof(T) == typeof(ProvenRequest);
}
