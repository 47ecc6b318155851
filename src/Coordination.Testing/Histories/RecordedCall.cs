using Coordination.Requests;

namespace Coordination.Testing;

/// <summary>Turns what came of a call into what a history says of it.</summary>
internal static class RecordedCall
{
    /// <summary>Makes a call that answers or throws.</summary>
    public static async ValueTask<T> Record<T>(
        HistoryOperation operation, Func<ValueTask<T>> call, Func<T, Response> answer)
    {
        T result;
        try
        {
            result = await call().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            End(operation, error);
            throw;
        }

        operation.Answer(answer(result));
        return result;
    }

    /// <summary>Makes a call that answers null where there is no znode.</summary>
    public static async ValueTask<T> RecordLookup<T>(
        HistoryOperation operation, Func<ValueTask<T>> call, Func<T, Response?> answer)
    {
        T result;
        try
        {
            result = await call().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            End(operation, error);
            throw;
        }

        if (answer(result) is { } found)
            operation.Answer(found);
        else
            operation.Refuse(ErrorCode.NoNode);
        return result;
    }

    public static void End(HistoryOperation operation, Exception error)
    {
        switch (error)
        {
            case RequestRejectedException rejected:
                operation.Refuse(rejected.Code);
                break;
            case SessionExpiredException { MayHaveHappened: false } or ArgumentException or ObjectDisposedException:
                operation.NotDone();
                break;
            default:
                operation.MayHaveHappened();
                break;
        }
    }
}
