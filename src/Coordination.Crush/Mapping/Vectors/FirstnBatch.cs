namespace Coordination.Crush;

/// <summary>
/// Places many inputs by a <see cref="FirstnPlan"/>. An attempt depends only on input and attempt number, and replica k
/// takes the first acceptable of the attempts k, k + 1, k + 2, ..: so the attempts 0, 1, .. of all inputs are made
/// level by level, all draws of a level together, and only then it is settled which replica takes which. An attempt
/// that two replicas look at is made once. Where more attempts are needed, they are made in a further wave.
/// </summary>
internal sealed class FirstnBatch
{
    /// <summary>Inputs of one run.</summary>
    public const int MostInputs = 16;

    /// <summary>Draws that wait together.</summary>
    public const int MostDraws = 128;

    /// <summary>
    /// The count of an input that needs more attempts than are kept; the general way has to place it.
    /// </summary>
    public const int Unfinished = -1;

    /// <summary>Attempts kept per input, beyond one per replica.</summary>
    private const int SpareAttempts = 24;

    private readonly FirstnPlan _plan;
    private readonly CompiledMap _map;
    private readonly uint[] _reweights;
    private readonly DrawQueue _queue;
    private readonly int _replicas;
    private readonly int _stride;
    private readonly Attempt[] _attempts;
    private readonly int[] _made = new int[MostInputs];
    private readonly Settling[] _settling = new Settling[MostInputs];
    private readonly int[] _chosen;
    private readonly int[] _leaves;
    private readonly int[] _active;
    private readonly int[] _queued = new int[MostDraws];
    private readonly AttemptBudget _budget = new();
    private int _activeCount;
    private bool _packed;

    /// <summary>How far an input is: the next replica to place, its failures, replicas placed.</summary>
    private struct Settling
    {
        public int Replica;
        public int Failures;
        public int Placed;
        public bool Done;
    }

    public FirstnBatch(FirstnPlan plan, CompiledMap map, uint[] reweights, DrawQueue queue, int replicas)
    {
        (_plan, _map, _reweights, _queue, _replicas) = (plan, map, reweights, queue, replicas);
        _stride = replicas + SpareAttempts;
        _attempts = new Attempt[MostInputs * _stride];
        _chosen = new int[MostInputs * replicas];
        _leaves = new int[MostInputs * replicas];
        _active = new int[_attempts.Length];
    }

    /// <param name="inputs">At most <see cref="MostInputs"/>.</param>
    /// <param name="results">One entry per input and replica.</param>
    /// <param name="counts">Receives how many entries each input has, or <see cref="Unfinished"/>.</param>
    public void Run(ReadOnlySpan<uint> inputs, Span<int> results, Span<int> counts)
    {
        counts[..inputs.Length].Clear();
        foreach (ref readonly FirstnPlan.Block block in _plan.Blocks.AsSpan())
        {
            Choose(block, inputs, counts);
            for (int i = 0; i < inputs.Length; i++)
            {
                if (counts[i] == Unfinished)
                    continue;
                int emitted = Math.Min(_settling[i].Placed, _replicas - counts[i]);
                int[] from = block.ToLeaf ? _leaves : _chosen;
                from.AsSpan(i * _replicas, emitted).CopyTo(results[(i * _replicas + counts[i])..]);
                counts[i] += emitted;
            }
        }
    }

    private void Choose(in FirstnPlan.Block block, ReadOnlySpan<uint> inputs, Span<int> counts)
    {
        _packed = inputs.Length > 1;
        _activeCount = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            _settling[i] = new Settling { Done = counts[i] == Unfinished };
            _made[i] = 0;
            if (!_settling[i].Done)
                Begin(block, i, inputs[i], block.Count);
        }
        while (_activeCount > 0)
        {
            Descend(block);
            for (int i = 0; i < inputs.Length; i++)
            {
                if (_settling[i].Done || Settle(block, i, inputs[i]))
                    continue;
                if (_made[i] == _stride)
                    (counts[i], _settling[i].Done) = (Unfinished, true);
                else
                    Begin(block, i, inputs[i], 1);
            }
        }
    }

    private void Begin(in FirstnPlan.Block block, int input, uint x, int count)
    {
        int end = Math.Min(_made[input] + count, _stride);
        for (int r = _made[input]; r < end; r++)
        {
            int index = input * _stride + r;
            _attempts[index] = new Attempt { Input = x, Number = (uint)r, Slot = CrushItem.Slot(block.Root) };
            _active[_activeCount++] = index;
        }
        _made[input] = end;
    }

    /// <summary>Takes all active attempts down to their ends, one level after the other.</summary>
    private void Descend(in FirstnPlan.Block block)
    {
        while (_activeCount > 0)
            _activeCount = DescendOneLevel(block);
    }

    /// <summary>Returns how many attempts go on.</summary>
    private int DescendOneLevel(in FirstnPlan.Block block)
    {
        int still = 0, queued = 0;
        _queue.Clear(_packed);
        for (int i = 0; i < _activeCount; i++)
        {
            int index = _active[i];
            ref Attempt attempt = ref _attempts[index];
            ref readonly CompiledMap.Slot slot = ref _map.Buckets[attempt.Slot];
            if (slot.Size == 0)
            {
                attempt.Ending = Attempt.Outcome.Rejected;
            }
            else if (!slot.CanVectorise)
            {
                int item = BucketDraw.Choose(_map, slot, attempt.Input, attempt.Number, position: 0);
                if (Goes(block, ref attempt, item))
                    _active[still++] = index;
            }
            else
            {
                if (!_queue.TryAdd(slot, 0, attempt.Input, attempt.Number))
                {
                    still = Draw(block, queued, still);
                    queued = 0;
                    _queue.TryAdd(slot, 0, attempt.Input, attempt.Number);
                }
                _queued[queued++] = index;
            }
        }
        return Draw(block, queued, still);
    }

    /// <summary>Makes the waiting draws; returns how many attempts go on.</summary>
    private int Draw(in FirstnPlan.Block block, int queued, int still)
    {
        if (queued == 0)
            return still;
        _queue.Run();
        for (int i = 0; i < queued; i++)
        {
            ref Attempt attempt = ref _attempts[_queued[i]];
            int item = _map.Items[_map.Buckets[attempt.Slot].FirstItem + _queue.Winner(i)];
            if (Goes(block, ref attempt, item))
                _active[still++] = _queued[i];
        }
        _queue.Clear(_packed);
        return still;
    }

    /// <summary>Takes one step down to an item; returns whether the attempt goes on from there.</summary>
    private bool Goes(in FirstnPlan.Block block, ref Attempt attempt, int item)
    {
        int type = attempt.InLeaf ? 0 : block.Type;
        bool wrong = item >= _map.MaxDevices || (item >= 0 && type != 0);
        if (wrong)
        {
            attempt.Ending = attempt.InLeaf ? Attempt.Outcome.Rejected : Attempt.Outcome.GivenUp;
            return false;
        }
        if (item < 0 && _map.Buckets[CrushItem.Slot(item)].Type != type)
        {
            attempt.Slot = CrushItem.Slot(item);
            return true;
        }
        if (attempt.InLeaf)
        {
            attempt.Leaf = item;
            return false;
        }

        (attempt.Item, attempt.Leaf) = (item, item);
        if (!block.ToLeaf || item >= 0)
            return false;
        attempt.InLeaf = true;
        attempt.Slot = CrushItem.Slot(item);
        attempt.Number = (uint)block.Settings.LeafAttempt((int)attempt.Number);
        return true;
    }

    /// <summary>Lets replicas take attempts, as far as these are made; returns whether the input is done.</summary>
    private bool Settle(in FirstnPlan.Block block, int input, uint x)
    {
        ref Settling state = ref _settling[input];
        Span<Attempt> attempts = _attempts.AsSpan(input * _stride, _made[input]);
        Span<int> chosen = _chosen.AsSpan(input * _replicas, _replicas);
        Span<int> leaves = _leaves.AsSpan(input * _replicas, _replicas);
        while (state.Replica < block.Count && state.Placed < _replicas)
        {
            int number = state.Replica + state.Failures;
            if (number >= attempts.Length)
                return false;
            ref readonly Attempt attempt = ref attempts[number];
            bool accepted = Accepts(block, attempt, number, x, chosen[..state.Placed], leaves, state.Placed);
            if (accepted)
                chosen[state.Placed++] = attempt.Item;
            else if (attempt.Ending != Attempt.Outcome.GivenUp && ++state.Failures < block.Settings.Tries)
                continue;
            state.Replica++;
            state.Failures = 0;
        }
        state.Done = true;
        return true;
    }

    private bool Accepts(in FirstnPlan.Block block, in Attempt attempt, int number, uint x, Span<int> chosen,
        Span<int> leaves, int placed)
    {
        bool hasItem = attempt.Ending == Attempt.Outcome.Found || attempt.InLeaf;
        if (!hasItem || chosen.Contains(attempt.Item))
            return false;
        if (!block.ToLeaf || attempt.Item >= 0)
        {
            leaves[placed] = attempt.Item;
            return block.Type != 0 || !Descent.IsOut(_reweights, attempt.Item, x);
        }
        bool isFree = attempt.Ending == Attempt.Outcome.Found && !leaves[..placed].Contains(attempt.Leaf);
        if (isFree && !Descent.IsOut(_reweights, attempt.Leaf, x))
        {
            leaves[placed] = attempt.Leaf;
            return true;
        }
        return block.LeafTries > 1 && TryOtherLeaves(block, attempt.Item, number, x, leaves, placed);
    }

    /// <summary>The first leaf would not do, but the rule allows more tries below the same bucket.</summary>
    private bool TryOtherLeaves(in FirstnPlan.Block block, int item, int number, uint x, Span<int> leaves, int placed)
    {
        _budget.Reset();
        var descent = new Descent(_map, _reweights, x, Queue: null, _budget, Histogram: null);
        var leaf = new FirstnChoice(descent, block.Settings, item, Type: 0)
        {
            Count = 1,
            Room = 1,
            Tries = block.LeafTries,
            ParentR = block.Settings.LeafAttempt(number),
        };
        return leaf.Run(leaves, placed, []) > placed;
    }
}
