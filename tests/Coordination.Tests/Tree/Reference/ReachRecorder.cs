using Coordination.Requests;
using Coordination.Tests.Tree.Reference.Scripts;

namespace Coordination.Tests.Tree.Reference;

/// <summary>Passes every step on and notes which operation had which outcome.</summary>
/// <param name="subject">Whom the steps are passed to.</param>
/// <param name="reached">Operation and outcome, as text.</param>
/// <param name="operations">The operations by ZooKeeper's numbers, each with the errors it met.</param>
internal sealed class ReachRecorder(
    ISubject subject, ISet<string> reached, ISet<(OpCode OpCode, ErrorCode Code)> operations) : ISubject
{
    public StepOutcome Connect(Moment moment, int slot, bool remembersAnswers) =>
        Note(OpCode.CreateSession, "CreateSession", subject.Connect(moment, slot, remembersAnswers));

    public StepOutcome Attach(Moment moment, int slot, bool wrongPassword) =>
        Note(OpCode.CreateSession, "AttachSession", subject.Attach(moment, slot, wrongPassword));

    public StepOutcome Close(Moment moment, int slot) =>
        Note(OpCode.CloseSession, "CloseSession", subject.Close(moment, slot));

    public StepOutcome Expire(Moment moment, int slot, bool outdated) =>
        Note(OpCode.CloseSession, "ExpireSession", subject.Expire(moment, slot, outdated));

    public StepOutcome Prove(int slot, Credential credential) =>
        Note(OpCode.Auth, "Auth", subject.Prove(slot, credential));

    public StepOutcome Pretend(int slot, string scheme) => Note(OpCode.Auth, "Auth", subject.Pretend(slot, scheme));

    public StepOutcome Write(Moment moment, int slot, Numbers numbers, IRequest request) =>
        Note(request, subject.Write(moment, slot, numbers, request));

    public StepOutcome Read(int slot, IRequest request) => Note(request, subject.Read(slot, request));

    public StepOutcome Ask(int slot, IRequest request) => Note(request, subject.Ask(slot, request));

    public StepOutcome AddWatch(int slot, AddWatchRequest request) => Note(request, subject.AddWatch(slot, request));

    public StepOutcome CheckWatches(int slot, CheckWatchesRequest request) =>
        Note(request, subject.CheckWatches(slot, request));

    public StepOutcome RemoveWatches(int slot, RemoveWatchesRequest request) =>
        Note(request, subject.RemoveWatches(slot, request));

    public StepOutcome Return(int slot, SetWatchesRequest request)
    {
        StepOutcome outcome = Note(request, subject.Return(slot, request));
        if (request.PersistentWatches.Count + request.PersistentRecursiveWatches.Count == 0)
            operations.Add((OpCode.SetWatches, outcome.Code)); // Over the wire the older operation says as much.
        foreach (Seen seen in outcome.Events ?? [])
            reached.Add($"caught up {seen.Type}");
        return outcome;
    }

    public StepOutcome Haunt(Moment moment, int slot, Haunting kind, IRequest request) =>
        Note(request.OpCode, $"{kind} after the end", subject.Haunt(moment, slot, kind, request));

    public StepOutcome Reap(Moment moment, IRequest request) => Note(request, subject.Reap(moment, request));

    public StepOutcome Restore() => subject.Restore();

    private static string NameOf(IRequest request) =>
        request is CreateRequest create ? create.Mode.ToString() : request.GetType().Name.Replace("Request", "");

    private StepOutcome Note(OpCode opCode, string operation, StepOutcome outcome)
    {
        operations.Add((opCode, outcome.Code));
        reached.Add($"{operation} {outcome.Code}");
        foreach (Seen seen in outcome.Events ?? [])
            reached.Add($"event {seen.Type}");
        return outcome;
    }

    private StepOutcome Note(IRequest request, StepOutcome outcome)
    {
        IReadOnlyList<IRequest> parts = request switch
        {
            MultiRequest multi => multi.Operations,
            MultiReadRequest multi => multi.Operations,
            _ => [],
        };
        if (outcome.Body is MultiResponse { Results: var results })
        {
            foreach ((IRequest operation, OperationResult result) in parts.Zip(results))
            {
                operations.Add((operation.OpCode, result.Code));
                reached.Add($"{NameOf(request)} of {operation.GetType().Name.Replace("Request", "")} {result.Code}");
            }
        }

        return Note(request.OpCode, NameOf(request), outcome);
    }
}
