namespace Coordination.Testing;

/// <summary>
/// Looks for an order of operations that respects real time (what returned before another was invoked comes first) and
/// in which a sequential model answers as was answered.
/// </summary>
/// <remarks>
/// The search of Wing and Gong ("Testing and Verifying Concurrent Objects", 1993): depth first, placing one operation
/// at a time that no other must precede, with the memo of Lowe ("Testing for linearizability", 2017): a set of placed
/// operations with a state is entered once. Two things keep it small (RAFT.md §10.3). An answered operation that leaves
/// the present state as it is, is placed at once and never reconsidered: every order that goes on from here stays one
/// when it is moved to the front. An open operation, whose outcome nobody knows, is placed only where it changes
/// something and the model does not rule it out; it need not be placed at all, and answered ones are tried before it.
/// </remarks>
internal sealed class LinearizationSearch<TState>
    where TState : IEquatable<TState>
{
    private readonly SequentialModel<TState> _model;
    private readonly Func<TState, TState, bool> _isPossible;
    private readonly HistoryOperation[] _answered;
    private readonly HistoryOperation[] _open;
    private readonly PlacedSet _placedAnswered;
    private readonly PlacedSet _placedOpen;
    private readonly HashSet<Configuration> _entered = [];
    private readonly Stack<Frame> _frames = [];
    private readonly Stack<int> _order = []; // Answered operations by index, open ones by the complement of theirs.
    private int _deepest = -1;
    private HistoryOperation[] _deepestMissing = [];
    private TState _deepestState;

    public LinearizationSearch(SequentialModel<TState> model, IReadOnlyList<HistoryOperation> operations)
    {
        _model = model;
        _deepestState = model.Initial;
        _isPossible = model.Possibilities(operations);
        _answered = [.. operations.Where(o => o.Status == OperationStatus.Answered).OrderBy(o => o.InvokedIndex)];
        _open = [.. operations.Where(o => o.Status == OperationStatus.Open).OrderBy(o => o.InvokedIndex)];
        _placedAnswered = new PlacedSet(_answered.Length);
        _placedOpen = new PlacedSet(_open.Length);
    }

    /// <summary>Null when there is an order; else what the longest attempt could not place.</summary>
    public string? FindFault()
    {
        if (TryEnter(_model.Initial))
            return null;
        while (_frames.TryPeek(out Frame? frame))
        {
            Undo(frame.OrderLength);
            if (frame.TryTakeNext(out Step step))
            {
                Place(step.Operation);
                if (TryEnter(step.After))
                    return null;
            }
            else
            {
                _frames.Pop();
            }
        }

        return $"the longest order found places {_deepest} of {_answered.Length} answered operations; "
            + $"then none of these fits: "
            + $"{string.Join("; ", (IEnumerable<HistoryOperation>)_deepestMissing)}; in the state {_deepestState}.";
    }

    // Places what can be placed at once. True when all answered operations are; else pushes what to branch on, unless
    // that was entered before.
    private bool TryEnter(TState state)
    {
        while (TryPlaceAtOnce(state))
        {
        }

        if (_placedAnswered.Count == _answered.Length)
            return true;
        if (!_entered.Add(new Configuration(_placedAnswered.Snapshot(), _placedOpen.Snapshot(), state)))
            return false;

        RememberDeepest(state);
        _frames.Push(new Frame(FindSteps(state), _order.Count));
        return false;
    }

    private bool TryPlaceAtOnce(TState state)
    {
        long bound = long.MaxValue;
        bool any = false;
        for (int i = _placedAnswered.FirstMissing; i < _answered.Length && _answered[i].InvokedIndex < bound; i++)
        {
            if (_placedAnswered.Contains(i))
                continue;
            bound = Math.Min(bound, _answered[i].AnsweredIndex);
            if (!_model.TryStep(state, _answered[i], out TState next) || !next.Equals(state))
                continue;
            Place(i);
            any = true;
        }

        return any;
    }

    private List<Step> FindSteps(TState state)
    {
        var steps = new List<Step>();
        long bound = long.MaxValue;
        for (int i = _placedAnswered.FirstMissing; i < _answered.Length && _answered[i].InvokedIndex < bound; i++)
        {
            if (_placedAnswered.Contains(i))
                continue;
            bound = Math.Min(bound, _answered[i].AnsweredIndex);
            if (_model.TryStep(state, _answered[i], out TState next))
                steps.Add(new Step(i, next));
        }

        for (int i = _placedOpen.FirstMissing; i < _open.Length && _open[i].InvokedIndex < bound; i++)
        {
            if (!_placedOpen.Contains(i) && _model.TryStep(state, _open[i], out TState next) && !next.Equals(state)
                && _isPossible(state, next))
                steps.Add(new Step(~i, next));
        }

        return steps;
    }

    private void RememberDeepest(TState state)
    {
        if (_placedAnswered.Count <= _deepest)
            return;
        const int Told = 5;
        _deepest = _placedAnswered.Count;
        _deepestMissing = [.. _answered.Where((_, i) => !_placedAnswered.Contains(i)).Take(Told)];
        _deepestState = state;
    }

    private void Place(int operation)
    {
        _order.Push(operation);
        if (operation >= 0)
            _placedAnswered.Add(operation);
        else
            _placedOpen.Add(~operation);
    }

    private void Undo(int length)
    {
        while (_order.Count > length)
        {
            int operation = _order.Pop();
            if (operation >= 0)
                _placedAnswered.Remove(operation);
            else
                _placedOpen.Remove(~operation);
        }
    }

    private readonly record struct Step(int Operation, TState After);

    private readonly record struct Configuration(PlacedSetSnapshot Answered, PlacedSetSnapshot Open, TState State);

    /// <summary>A configuration that was entered, with what is left to try from it.</summary>
    private sealed class Frame(List<Step> steps, int orderLength)
    {
        private int _next;

        /// <summary>How much is placed here.</summary>
        public int OrderLength => orderLength;

        public bool TryTakeNext(out Step step)
        {
            step = _next < steps.Count ? steps[_next] : default;
            return _next++ < steps.Count;
        }
    }
}
