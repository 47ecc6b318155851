namespace Coordination.Crush;

/// <summary>
/// Multi-step-retry rules (FACTS §9, Ceph 19): all levels of a descent are chosen together, so that a device that is
/// out makes the whole path try again, not only its last step.
/// </summary>
internal readonly ref struct MsrRun
{
    private readonly Descent _descent;
    private readonly ReadOnlySpan<RuleStep> _steps;
    private readonly Span<int> _result;
    private readonly int[][] _levels;
    private readonly int _collisionTries;
    private readonly bool _firstn;

    private MsrRun(Rule rule, ReadOnlySpan<RuleStep> steps, in Descent descent, Span<int> result, int[][] levels,
        int tries)
    {
        (_descent, _levels, _collisionTries) = (descent, levels, tries);
        _firstn = rule.Kind == RuleKind.MsrFirstn;
        _steps = steps;
        _result = result;
    }

    public static int Run(Rule rule, in Descent descent, Span<int> result, MapperScratch scratch)
    {
        if (!MsrShape.TryRead(rule, descent.Map.Tunables, out MsrShape shape))
            return 0;
        result.Fill(CrushItem.None);
        int returned = 0, start = 0;
        for (int at = shape.FirstBlock; at < rule.Steps.Length;)
        {
            int take = rule.Steps[at].Arg1;
            int length = MsrShape.ChooseSteps(rule.Steps[(at + 1)..]);
            ReadOnlySpan<RuleStep> steps = rule.Steps.Slice(at + 1, length);
            at += length + 2;
            if (start >= result.Length || !RuleRun.IsTakeable(descent.Map, take))
                continue;
            if (length == 0)
            {
                result[rule.Kind == RuleKind.MsrFirstn ? returned : start] = take;
                (returned, start) = (returned + 1, start + 1);
                continue;
            }

            int total = MsrShape.Total(steps, result.Length);
            int end = (int)Math.Min((long)start + total, result.Length);
            int limit = returned + end - start;
            var run = new MsrRun(rule, steps, descent, result, Levels(scratch, length, result.Length),
                shape.CollisionTries);
            for (int t = 0; t < shape.Descents && returned < limit && take < 0 && descent.Budget.TrySpend(); t++)
                run.Choose(take, total, start, end, 0, t, ref returned);
            start = end;
        }
        return rule.Kind == RuleKind.MsrFirstn ? returned : result.Length;
    }

    private static int[][] Levels(MapperScratch scratch, int steps, int size)
    {
        if (scratch.MsrLevels.Length < steps)
        {
            scratch.MsrLevels = new int[steps][];
            for (int step = 0; step < steps; step++)
                scratch.MsrLevels[step] = new int[size];
        }
        foreach (int[] level in scratch.MsrLevels)
            Array.Fill(level, CrushItem.Undefined);
        return scratch.MsrLevels;
    }

    /// <returns>How many devices were emitted below <paramref name="bucket"/>.</returns>
    private int Choose(int bucket, int total, int start, int end, int step, int t, ref int returned)
    {
        int strides = _steps[step].Arg1 > 0 ? _steps[step].Arg1 : _result.Length;
        int length = Math.Max(1, total / strides);
        strides = Math.Min(strides, end - start);       // each is at least one replica long
        Span<int> level = _levels[step];
        Span<bool> undo = stackalloc bool[strides];       // CrushLimits.MaxReplicas at most
        int mapped = 0;
        for (int s = start, index = 0; index < strides && s < end; s += length, index++)
        {
            int e = Math.Min(s + length, end);
            if (!_levels[_steps.Length - 1].AsSpan(s, e - s).Contains(CrushItem.Undefined))
                continue;
            if (!TryFind(bucket, step, level, start, end, s, e, (uint)(t * _result.Length + index) << 16, index,
                out int item))
                continue;
            if (_steps[step].Arg2 == 0)
                mapped += TryEmit(item, length, step, level[s..e], s, ref returned);
            else if (step < _steps.Length - 1)
                mapped += ChooseBelow(item, length, s, e, step, t, ref undo[index], ref returned);
        }
        for (int index = 0; index < strides; index++)
        {
            int s = start + index * length;
            if (undo[index])
                ClearLast(level[s..Math.Min(s + length, end)]);
        }
        return mapped;
    }

    private int ChooseBelow(int item, int length, int s, int e, int step, int t, ref bool undo, ref int returned)
    {
        int mapped = Choose(item, length, s, e, step + 1, t, ref returned);
        Span<int> stride = _levels[step].AsSpan(s, e - s);
        int free = stride.IndexOf(CrushItem.Undefined);
        bool pushed = free >= 0 && !stride.Contains(item);
        if (pushed)
            stride[free] = item;
        undo = pushed && mapped == 0;
        return mapped;
    }

    private int TryEmit(int device, int length, int step, Span<int> stride, int s, ref int returned)
    {
        if (length != 1 || step != _steps.Length - 1 || _descent.IsOut(device))
            return 0;
        stride[stride.IndexOf(CrushItem.Undefined)] = device;
        _result[_firstn ? returned : s] = device;
        returned++;
        return 1;
    }

    /// <summary>
    /// Descends until an item of the step's type that this step has nowhere, or first in the own stride.
    /// </summary>
    private bool TryFind(int root, int step, Span<int> level, int start, int end, int s, int e, uint attempt,
        int position,
        out int item)
    {
        CompiledMap map = _descent.Map;
        item = CrushItem.None;
        for (int l = 0; l < _collisionTries && _descent.Budget.TrySpend(); l++)
        {
            item = root;
            do
            {
                ref CompiledMap.Slot slot = ref map.Buckets[CrushItem.Slot(item)];
                item = slot.Size == 0 ? CrushItem.None
                    : _descent.Choose(slot, (int)(attempt + (uint)l), position);
            }
            while (item < 0 && map.TypeOf(item) != _steps[step].Arg2);
            if (item >= map.MaxDevices || map.TypeOf(item) != _steps[step].Arg2)
                continue;
            int found = level[start..end].IndexOf(item) + start;
            if (found < start || (found >= s && found < e))
                return true;
        }
        return false;
    }

    private static void ClearLast(Span<int> stride)
    {
        int last = stride.LastIndexOfAnyExcept(CrushItem.Undefined);
        if (last >= 0)
            stride[last] = CrushItem.Undefined;
    }
}
