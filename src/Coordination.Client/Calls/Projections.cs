using Coordination.Requests;

namespace Coordination.Calls;

/// <summary>What callers get out of answers, one for each kind of result.</summary>
internal static class Projections
{
    public static Exception? Done<R>(in Answered<R> answered, out bool result)
        where R : Response
    {
        result = true;
        return answered.Error;
    }

    public static Exception? CreatedPath(in Answered<CreateResponse> answered, out ZPath result)
    {
        result = answered.Answer.Body is { } body ? answered.Seen(body.Path) : default;
        return answered.Error;
    }

    public static Exception? Created(in Answered<CreateResponse> answered, out CreateResponse result)
    {
        result = answered.Answer.Body!; // Not null where there is no error; with one the result is not looked at.
        if (answered.Chroot is not null && result is not null)
            result = result with { Path = answered.Seen(result.Path) };
        return answered.Error;
    }

    public static Exception? Existing(in Answered<ExistsResponse> answered, out Stat? result)
    {
        result = answered.Answer.Body?.Stat;
        return answered.Answer.Code == ErrorCode.NoNode ? null : answered.Error;
    }

    public static Exception? Found(in Answered<GetDataResponse> answered, out ZNode result)
    {
        result = answered.Answer.Body is { } body ? new ZNode(answered.Path, body) : default;
        return answered.Error;
    }

    public static Exception? FoundOrNone(in Answered<GetDataResponse> answered, out ZNode? result)
    {
        result = answered.Answer.Body is { } body ? new ZNode(answered.Path, body) : null;
        return answered.Answer.Code == ErrorCode.NoNode ? null : answered.Error;
    }

    public static Exception? Set(in Answered<SetDataResponse> answered, out Stat result)
    {
        result = answered.Answer.Body?.Stat ?? default;
        return answered.Error;
    }

    public static Exception? Children(in Answered<GetChildrenResponse> answered, out ZChildren result)
    {
        result = answered.Answer.Body is { } body ? new ZChildren(body.Children, body.Stat) : default;
        return answered.Error;
    }

    public static Exception? Many(in Answered<MultiResponse> answered, out IReadOnlyList<OperationResult> result)
    {
        result = answered.Answer.Body?.Results ?? [];
        return answered.Error;
    }

    /// <param name="answered">What came of the transaction.</param>
    /// <param name="paths">The operations' paths as the client sees them, so that a failure can name its own.</param>
    /// <param name="result">One result per operation.</param>
    public static Exception? Committed(
        in Answered<MultiResponse> answered, List<ZPath> paths, out IReadOnlyList<OperationResult> result)
    {
        result = answered.Answer.Body?.Results ?? [];
        if (answered.Chroot is not null)
            result = SeenResults(result, answered);
        if (answered.Answer.Code.Outcome() is Outcome.MayHaveHappened or Outcome.SessionGone)
            return answered.Error;
        int failed = IndexOfFailure(result);
        if (failed < 0)
            return answered.Error;

        // A foreign server's word on how many results there are is not taken.
        ZPath? path = failed < paths.Count ? paths[failed] : default(ZPath?);
        return new TransactionRejectedException(failed, result, path);
    }

    public static Exception? AclOf(in Answered<GetAclResponse> answered, out GetAclResponse result)
    {
        result = answered.Answer.Body!; // Not null where there is no error; with one the result is not looked at.
        return answered.Error;
    }

    public static Exception? AclSet(in Answered<SetAclResponse> answered, out Stat result)
    {
        result = answered.Answer.Body?.Stat ?? default;
        return answered.Error;
    }

    public static Exception? Identities(in Answered<WhoAmIResponse> answered, out IReadOnlyList<AuthId> result)
    {
        result = answered.Answer.Body?.Identities ?? [];
        return answered.Error;
    }

    public static Exception? Ephemerals(in Answered<GetEphemeralsResponse> answered, out IReadOnlyList<ZPath> result)
    {
        result = answered.Answer.Body?.Ephemerals ?? [];
        if (answered.Chroot is { } chroot)
            result = [.. result.Where(chroot.Covers).Select(chroot.Strip)];
        return answered.Error;
    }

    public static Exception? Total(in Answered<GetAllChildrenNumberResponse> answered, out int result)
    {
        result = answered.Answer.Body?.TotalNumber ?? 0;
        return answered.Error;
    }

    /// <summary>The answer itself, with its place among the events.</summary>
    public static Exception? Raw<R>(in Answered<R> answered, out Answered<R> result)
        where R : Response
    {
        result = answered;
        return null;
    }

    private static int IndexOfFailure(IReadOnlyList<OperationResult> results)
    {
        // Those after the one that failed are marked with RuntimeInconsistency, which comes first only when it is the
        // failure itself.
        for (int i = 0; i < results.Count; i++)
        {
            if (results[i].Code != ErrorCode.Ok)
                return i;
        }

        return -1;
    }

    private static OperationResult[] SeenResults(
        IReadOnlyList<OperationResult> results, in Answered<MultiResponse> answered)
    {
        var seen = new OperationResult[results.Count];
        for (int i = 0; i < seen.Length; i++)
        {
            seen[i] = results[i].Body is CreateResponse created
                ? results[i] with { Body = created with { Path = answered.Seen(created.Path) } }
                : results[i];
        }

        return seen;
    }
}
