using Coordination.Requests;
using Coordination.Tree.Znodes;

namespace Coordination.Tree.Operations;

/// <summary>
/// Several writes under one zxid, all or none. They are carried out one after the other, so that each sees those before
/// it, and taken back from the last to the first when one fails.
/// </summary>
internal sealed class Multi(ZnodeJournal journal)
{
    public ErrorCode Apply(TreeState tree, in WriteContext context, in MultiRequest request, out MultiResponse? answer)
    {
        IReadOnlyList<IRequest> operations = request.Operations ?? [];
        var results = new OperationResult[operations.Count];
        int reported = context.Reported;
        tree.Store.Begin(journal);
        for (int i = 0; i < results.Length; i++)
        {
            ErrorCode code = ApplyOne(tree, context, operations[i], out Response? body);
            if (code == ErrorCode.Ok)
            {
                results[i] = new OperationResult(operations[i].OpCode, ErrorCode.Ok, body);
                continue;
            }

            tree.Store.RollBack();
            context.TakeBackReports(reported);
            answer = Failed(operations, i, code);
            return code;
        }

        tree.Store.Commit();
        answer = new MultiResponse(results);
        return ErrorCode.Ok;
    }

    private static ErrorCode ApplyOne(TreeState tree, in WriteContext context, IRequest operation, out Response? body)
    {
        body = EmptyResponse.Instance;
        ErrorCode code;
        switch (operation)
        {
            case CreateRequest create:
                code = Creation.Apply(tree, context, create, out CreateResponse? created);
                body = created;
                return code;
            case SetDataRequest set:
                code = DataUpdate.Apply(tree, context, set, out SetDataResponse? done);
                body = done;
                return code;
            case DeleteRequest delete:
                return Deletion.Apply(tree, context, delete);
            case CheckVersionRequest check:
                return VersionCheck.Apply(tree, context, check);
            default:
                return ErrorCode.BadArguments;
        }
    }

    // What was carried out before the failure is marked Ok, what came after it RuntimeInconsistency
    // (PrepRequestProcessor, DataTree.processTxn).
    private static MultiResponse Failed(IReadOnlyList<IRequest> operations, int failedIndex, ErrorCode code)
    {
        var results = new OperationResult[operations.Count];
        for (int i = 0; i < results.Length; i++)
        {
            ErrorCode own = i < failedIndex ? ErrorCode.Ok : i == failedIndex ? code : ErrorCode.RuntimeInconsistency;
            results[i] = new OperationResult(operations[i]?.OpCode ?? OpCode.Error, own, null);
        }

        return new MultiResponse(results);
    }
}
