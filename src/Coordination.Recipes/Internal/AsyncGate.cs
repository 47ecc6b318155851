using Coordination.Work;

namespace Coordination.Recipes.Internal;

/// <summary>Lets one flow of work through at a time, in the order of coming.</summary>
internal sealed class AsyncGate(TimeProvider timeProvider)
{
    private readonly Lock _sync = new();
    private readonly Queue<Completion<bool>> _waiting = [];
    private bool _isTaken;

    /// <summary>Waits for the others; then <see cref="Leave"/> must be called.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the gate was not passed.</exception>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Completion<bool> turn;
        lock (_sync)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return;
            }

            turn = new Completion<bool>(WorkScheduler.For(timeProvider));
            _waiting.Enqueue(turn);
        }

        turn.CancelWith(cancellationToken);
        await turn.Task.ConfigureAwait(false);
    }

    /// <summary>Lets the next through.</summary>
    public void Leave()
    {
        lock (_sync)
        {
            while (_waiting.TryDequeue(out Completion<bool>? next))
            {
                if (next.TrySetResult(true))
                    return;
            }

            _isTaken = false;
        }
    }
}
