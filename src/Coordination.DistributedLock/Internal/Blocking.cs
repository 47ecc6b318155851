namespace Coordination.DistributedLock;

/// <summary>
/// Waits on the caller's thread, as the synchronous methods of <c>DistributedLock.Core</c> ask for. Nothing that is
/// waited for needs that thread: continuations run where the client's scheduler puts them.
/// </summary>
internal static class Blocking
{
    public static T Wait<T>(ValueTask<T> operation) => operation.AsTask().GetAwaiter().GetResult();

    public static void Wait(ValueTask operation) => operation.AsTask().GetAwaiter().GetResult();
}
