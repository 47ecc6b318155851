using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Coordination.Crush;

/// <summary>
/// Straw2 draws that wait to be made together: their items are packed one behind the other, so that all lanes of the
/// vectors work, however small the buckets are.
/// </summary>
internal sealed class DrawQueue
{
    /// <summary>Lanes that one run of the queue is made for; a larger bucket makes it longer.</summary>
    private const int UsualLanes = 1024;

    private readonly CompiledMap _map;
    private readonly uint[] _inputs;
    private readonly uint[] _ids;
    private readonly uint[] _attempts;
    private readonly float[] _reciprocals;
    private readonly float[] _quotients;
    private readonly Draw[] _draws;
    private readonly int _capacity;
    private int _lanes;
    private bool _packed;

    /// <param name="map">The map.</param>
    /// <param name="draws">How many draws may wait.</param>
    public DrawQueue(CompiledMap map, int draws)
    {
        _map = map;
        _capacity = Math.Max(UsualLanes, map.LargestBucket);
        int padded = _capacity + 2 * CompiledMap.Padding;
        (_inputs, _ids, _attempts) = (new uint[padded], new uint[padded], new uint[padded]);
        (_reciprocals, _quotients) = (new float[padded], new float[padded]);
        _draws = new Draw[draws];
    }

    public int Count { get; private set; }

    /// <summary>
    /// Empties the queue. Many draws are packed in memory, lane by lane; the few of a single input are joined in
    /// registers.
    /// </summary>
    public void Clear(bool packed)
    {
        (Count, _lanes) = (0, 0);
        _packed = packed || _map.LargestBucket > DrawKernel.Lanes;
    }

    /// <summary>Adds a draw; false if the queue has to be run first.</summary>
    public bool TryAdd(in CompiledMap.Slot bucket, int position, uint input, uint attempt)
    {
        int size = _packed ? bucket.Size : CompiledMap.Padding;
        if (Count == _draws.Length || _lanes + size > _capacity)
            return false;
        int firstDraw = Straw2Draw.FirstDraw(bucket, position);
        _draws[Count++] = new Draw(_lanes, firstDraw, bucket.Size, input, attempt);
        if (_packed)
            Pack(firstDraw, bucket.Size, input, attempt);
        _lanes += size;
        return true;
    }

    public void Run()
    {
        if (_packed)
            DrawKernel.RunPacked(_lanes, _inputs, _ids, _attempts, _reciprocals, _quotients);
        else
            DrawKernel.RunJoined(_draws.AsSpan(0, Count), _map.DrawIds, _map.Reciprocals, _quotients);
    }

    /// <summary>Makes one draw at once; nothing may wait in the queue.</summary>
    public int Choose(in CompiledMap.Slot bucket, int position, uint input, uint attempt)
    {
        Clear(packed: false);
        TryAdd(bucket, position, input, attempt);
        Run();
        return Winner(0);
    }

    /// <summary>Index of the item that won a draw, after <see cref="Run"/>.</summary>
    public int Winner(int draw)
    {
        ref readonly Draw d = ref _draws[draw];
        return d.Size <= CompiledMap.Padding ? WinnerOfSmall(d) : WinnerOfLarge(d);
    }

    /// <summary>Whole vectors are copied: what lies beyond the bucket is overwritten by the next draw.</summary>
    private void Pack(int firstDraw, int size, uint input, uint attempt)
    {
        ref int ids = ref MemoryMarshal.GetArrayDataReference(_map.DrawIds);
        ref float reciprocals = ref MemoryMarshal.GetArrayDataReference(_map.Reciprocals);
        for (int i = 0; i < size; i += CompiledMap.Padding)
        {
            int from = firstDraw + i, to = _lanes + i;
            Vector512.Create(input).StoreUnsafe(ref _inputs[to]);
            Vector512.Create(attempt).StoreUnsafe(ref _attempts[to]);
            Vector512.LoadUnsafe(ref Unsafe.Add(ref ids, from)).AsUInt32().StoreUnsafe(ref _ids[to]);
            Vector512.LoadUnsafe(ref Unsafe.Add(ref reciprocals, from)).StoreUnsafe(ref _reciprocals[to]);
        }
    }

    /// <summary>
    /// The quotients are upper bounds, so an item whose lower bound lies above the least of them cannot win. Hardly
    /// ever is more than one item left.
    /// </summary>
    private int WinnerOfSmall(in Draw draw)
    {
        Vector512<float> most = Vector512.LoadUnsafe(ref _quotients[draw.FirstLane]);
        Vector512<float> reciprocals = Vector512.LoadUnsafe(ref _map.Reciprocals[draw.FirstDraw]);
        Vector512<float> least = most - reciprocals * Vector512.Create(2 * LogEstimate.Error);
        Vector512<uint> inside = Vector512.LessThan(Vector512<uint>.Indices, Vector512.Create((uint)draw.Size));
        most = Vector512.ConditionalSelect(inside.AsSingle(), most, Vector512.Create(float.PositiveInfinity));
        float limit = Least(most) + LogEstimate.Unit;
        uint near = (uint)Vector512.LessThanOrEqual(least, Vector512.Create(limit)).ExtractMostSignificantBits();
        near &= (uint)((1UL << draw.Size) - 1);
        return BitOperations.IsPow2(near) ? BitOperations.TrailingZeroCount(near) : Decide(draw, limit);
    }

    private int WinnerOfLarge(in Draw draw)
    {
        float limit = float.PositiveInfinity;
        foreach (float most in _quotients.AsSpan(draw.FirstLane, draw.Size))
            limit = Math.Min(limit, most);
        return Decide(draw, limit + LogEstimate.Unit);
    }

    /// <summary>Decides exactly among the items that the estimates cannot tell apart.</summary>
    private int Decide(in Draw draw, float limit)
    {
        int winner = 0;
        long best = long.MinValue;
        for (int i = 0; i < draw.Size; i++)
        {
            int at = draw.FirstDraw + i;
            if (_quotients[draw.FirstLane + i] - _map.Reciprocals[at] * (2 * LogEstimate.Error) > limit)
                continue;
            uint hash = CrushHash.Hash(draw.Input, (uint)_map.DrawIds[at], draw.Attempt);
            long exact = Straw2Draw.Draw(hash, _map.DrawWeights[at]);
            if (exact > best)
                (winner, best) = (i, exact);
        }
        return winner;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Least(Vector512<float> lanes)
    {
        Vector256<float> eight = Vector256.Min(lanes.GetLower(), lanes.GetUpper());
        Vector128<float> four = Vector128.Min(eight.GetLower(), eight.GetUpper());
        four = Vector128.Min(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        four = Vector128.Min(four, Vector128.Shuffle(four, Vector128.Create(1, 0, 3, 2)));
        return four.ToScalar();
    }
}
