using Coordination.Requests;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>
/// One implementation of the tree, driven step by step. Sessions are known by the slot they sit in and named, in stats,
/// by their number in the order of creation, so that outcomes of different implementations can be compared.
/// </summary>
internal interface ISubject
{
    StepOutcome Connect(Moment moment, int slot, bool remembersAnswers);

    StepOutcome Attach(Moment moment, int slot, bool wrongPassword);

    StepOutcome Close(Moment moment, int slot);

    StepOutcome Expire(Moment moment, int slot, bool outdated);

    StepOutcome Prove(int slot, Credential credential);

    /// <summary>
    /// Offers what proves nothing, which ends the connection; a new one goes on with the slot's session.
    /// </summary>
    StepOutcome Pretend(int slot, string scheme);

    StepOutcome Write(Moment moment, int slot, Numbers numbers, IRequest request);

    StepOutcome Read(int slot, IRequest request);

    /// <summary>Asks what concerns the connection, not the tree.</summary>
    StepOutcome Ask(int slot, IRequest request);

    StepOutcome AddWatch(int slot, AddWatchRequest request);

    StepOutcome CheckWatches(int slot, CheckWatchesRequest request);

    StepOutcome RemoveWatches(int slot, RemoveWatchesRequest request);

    /// <summary>A new connection of the slot's session hands its watches over.</summary>
    StepOutcome Return(int slot, SetWatchesRequest request);

    StepOutcome Haunt(Moment moment, int slot, Haunting kind, IRequest request);

    StepOutcome Reap(Moment moment, IRequest request);

    StepOutcome Restore();
}
