namespace Coordination.Crush;

/// <summary>
/// Places inputs by one rule of one map: the function that every client computes for itself. Immutable, and may be used
/// by any number of threads, each with a scratch of its own.
/// </summary>
public sealed class CrushMapper
{
    private readonly Rule? _rule;
    private readonly CompiledMap _map;
    private readonly uint[] _reweights;
    private readonly bool _vectors;
    private readonly FirstnPlan? _plan;

    /// <param name="map">The map.</param>
    /// <param name="ruleId">The rule; one that does not exist places nothing.</param>
    /// <param name="replicas">How many devices each input asks for, 1 to <see cref="CrushLimits.MaxReplicas"/>.</param>
    /// <param name="options">Reweights, weight set and more; null for the usual.</param>
    /// <exception cref="ArgumentOutOfRangeException">Replicas out of range.</exception>
    public CrushMapper(CrushMap map, int ruleId, int replicas = 3, MapperOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(replicas, CrushLimits.MaxReplicas);
        options ??= new MapperOptions();
        Replicas = replicas;
        _rule = map.FindRule(ruleId);
        _map = CompiledMap.Compile(map, options.WeightSet);
        _reweights = options.Reweights?.ToArray() ?? Reweight.Full(map);
        _vectors = options.UseVectors && DrawKernel.IsSupported;
        _plan = _vectors && _rule is not null ? FirstnPlan.TryMake(_rule, _map, replicas) : null;
    }

    /// <summary>How many devices each input asks for.</summary>
    public int Replicas { get; }

    /// <summary>Working memory for one thread.</summary>
    public MapperScratch CreateScratch()
    {
        DrawQueue? queue = _vectors ? new DrawQueue(_map, FirstnBatch.MostDraws) : null;
        FirstnBatch? batch = _plan is not null && queue is not null
            ? new FirstnBatch(_plan, _map, _reweights, queue, Replicas) : null;
        return new MapperScratch(this, Replicas, queue, batch);
    }

    /// <summary>Places one input.</summary>
    /// <param name="input">What to place: a number that stands for the data (in Ceph the seed of a placement
    /// group).</param>
    /// <param name="results">Receives the devices; at least <see cref="Replicas"/> long. Holes are <see
    /// cref="CrushItem.None"/>.</param>
    /// <param name="scratch">From <see cref="CreateScratch"/>.</param>
    /// <returns>How many entries were written: fewer than replicas if a firstn rule found no more.</returns>
    public int Map(uint input, Span<int> results, MapperScratch scratch)
    {
        CheckScratch(scratch);
        ArgumentOutOfRangeException.ThrowIfLessThan(results.Length, Replicas, nameof(results));
        int count = 0;
        MapSome(new ReadOnlySpan<uint>(in input), results[..Replicas], new Span<int>(ref count), scratch);
        return count;
    }

    /// <summary>Places many inputs; several times faster than one by one.</summary>
    /// <param name="inputs">What to place.</param>
    /// <param name="results">Receives <see cref="Replicas"/> entries per input; those beyond its count are <see
    /// cref="CrushItem.None"/>.</param>
    /// <param name="counts">Receives how many entries each input has.</param>
    /// <param name="scratch">From <see cref="CreateScratch"/>.</param>
    public void MapMany(ReadOnlySpan<uint> inputs, Span<int> results, Span<int> counts, MapperScratch scratch)
    {
        CheckScratch(scratch);
        ArgumentOutOfRangeException.ThrowIfLessThan(results.Length, (long)inputs.Length * Replicas, nameof(results));
        ArgumentOutOfRangeException.ThrowIfLessThan(counts.Length, inputs.Length, nameof(counts));
        for (int i = 0; i < inputs.Length; i += FirstnBatch.MostInputs)
        {
            int length = Math.Min(FirstnBatch.MostInputs, inputs.Length - i);
            Span<int> some = results.Slice(i * Replicas, length * Replicas);
            MapSome(inputs.Slice(i, length), some, counts.Slice(i, length), scratch);
            for (int j = 0; j < length; j++)
                some.Slice(j * Replicas + counts[i + j], Replicas - counts[i + j]).Fill(CrushItem.None);
        }
    }

    private void MapSome(ReadOnlySpan<uint> inputs, Span<int> results, Span<int> counts, MapperScratch scratch)
    {
        if (_rule is null)
        {
            counts.Clear();
            return;
        }
        bool batched = scratch.Batch is not null && scratch.Histogram is null;
        if (batched)
            scratch.Batch!.Run(inputs, results, counts);        // not null: batched
        for (int i = 0; i < inputs.Length; i++)
        {
            if (batched && counts[i] != FirstnBatch.Unfinished)
                continue;
            scratch.Budget.Reset();
            var descent = new Descent(_map, _reweights, inputs[i], scratch.Queue, scratch.Budget, scratch.Histogram);
            counts[i] = RuleRun.Run(_rule, descent, results.Slice(i * Replicas, Replicas), scratch);
        }
    }

    private void CheckScratch(MapperScratch scratch)
    {
        ArgumentNullException.ThrowIfNull(scratch);
        if (scratch.Owner != this)
            throw new ArgumentException("The scratch belongs to another mapper.", nameof(scratch));
    }
}
