using Coordination.Diagnostics;
using Coordination.Requests;
using Coordination.Transports;
using Coordination.Watches;

namespace Coordination.Calls;

/// <summary>
/// Makes calls: answered at once on the caller's thread where nothing is in the way, else submitted to wait their turn
/// and their answer.
/// </summary>
internal sealed class Caller(ClientCore core)
{
    /// <summary>Bytes that a call counts for besides its data: about what it holds in memory.</summary>
    private const int Overhead = 128;

    /// <summary>The longest time that a system timer can wait, less a little.</summary>
    private static readonly TimeSpan LongestDeadline = TimeSpan.FromDays(49);

    /// <param name="request">What is asked, with the ensemble's paths.</param>
    /// <param name="path">What it is about, as the caller sees it.</param>
    /// <param name="project">What the caller gets out of the answer.</param>
    /// <param name="options">The caller's choices.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <param name="arming">The one-shot watch that the read arms; null for none.</param>
    public ValueTask<TOut> ReadAsync<T, R, TOut>(
        in T request,
        ZPath path,
        Projection<R, TOut> project,
        ReadOptions? options,
        CancellationToken cancellationToken,
        OneShotArming? arming = null)
        where T : struct, IReadRequest<R>
        where R : Response
    {
        if (options is not null)
            CheckDeadline(options);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<TOut>(cancellationToken);
        if (options is { Consistency: ReadConsistency.Linearizable })
            return ReadAfterSyncAsync(request, path, project, options, cancellationToken, arming);
        if (arming is null && !Telemetry.ObservesRequests && core.TryRead(in request, out Answer<R> answer))
            return Complete(answer, path, project);
        return Submit(request, path, project, options, cancellationToken, arming, dataLength: 0).Task;
    }

    /// <param name="request">What is asked, with the ensemble's paths; may refer to memory of the caller's.</param>
    /// <param name="path">What it is about, as the caller sees it.</param>
    /// <param name="project">What the caller gets out of the answer.</param>
    /// <param name="own">Makes the request independent of the caller's memory, where it has to be kept.</param>
    /// <param name="dataLength">Bytes that it then holds.</param>
    /// <param name="options">The caller's choices.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    public ValueTask<TOut> WriteAsync<T, R, TOut>(
        in T request,
        ZPath path,
        Projection<R, TOut> project,
        Func<T, T>? own,
        int dataLength,
        RequestOptions? options,
        CancellationToken cancellationToken)
        where T : struct, IRequest<R>
        where R : Response
    {
        if (options is not null)
            CheckDeadline(options);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<TOut>(cancellationToken);
        if (!Telemetry.ObservesRequests && core.TryWrite(in request, out Answer<R> answer))
            return Complete(answer, path, project);
        T owned = own is null ? request : own(request);
        return Submit(owned, path, project, options, cancellationToken, arming: null, dataLength).Task;
    }

    private static void CheckDeadline(RequestOptions options)
    {
        if (options.Deadline is { } deadline && (deadline <= TimeSpan.Zero || deadline > LongestDeadline))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), deadline,
                    $"Deadline is {deadline}; it must be above 0 and at most {LongestDeadline.TotalDays} days.");
        }
    }

    private ValueTask<TOut> Complete<R, TOut>(in Answer<R> answer, ZPath path, Projection<R, TOut> project)
        where R : Response
    {
        Exception? error = project(new Answered<R>(answer, path, core.Chroot, EventsBefore: 0), out TOut result);
        return error is null ? new ValueTask<TOut>(result) : ValueTask.FromException<TOut>(error);
    }

    private UserCall<T, R, TOut> Submit<T, R, TOut>(
        in T request,
        ZPath path,
        Projection<R, TOut> project,
        RequestOptions? options,
        CancellationToken cancellationToken,
        OneShotArming? arming,
        int dataLength)
        where T : struct, IRequest<R>
        where R : Response
    {
        var call = new UserCall<T, R, TOut>(
            core, request, path, project, arming, Overhead + (2 * path.Value.Length) + dataLength);
        call.GiveUpOn(cancellationToken, options?.Deadline, core.Clock);
        core.Submit(call, options?.FailFast ?? false);
        return call;
    }

    // In one go: the read leaves behind the sync without waiting for it, and is answered by a replica that has seen at
    // least what the sync saw, also after a reconnect, since a server behind the last zxid seen refuses the client.
    private async ValueTask<TOut> ReadAfterSyncAsync<T, R, TOut>(
        T request,
        ZPath path,
        Projection<R, TOut> project,
        ReadOptions options,
        CancellationToken cancellationToken,
        OneShotArming? arming)
        where T : struct, IReadRequest<R>
        where R : Response
    {
        ZPath root = core.Chroot?.Add(ZPath.Root) ?? ZPath.Root;
        ValueTask<bool> synced = WriteAsync<SyncRequest, SyncResponse, bool>(
            new SyncRequest(root), path, Projections.Done, own: null, dataLength: 0, options, cancellationToken);
        UserCall<T, R, TOut>? call = null;
        ValueTask<TOut> read = arming is null && synced.IsCompletedSuccessfully && !Telemetry.ObservesRequests
            && core.TryRead(in request, out Answer<R> answer)
            ? Complete(answer, path, project)
            : (call = Submit(request, path, project, options, cancellationToken, arming, dataLength: 0)).Task;
        try
        {
            await synced.ConfigureAwait(false);
        }
        catch
        {
            call?.Abandon();
            throw;
        }

        return await read.ConfigureAwait(false);
    }
}
