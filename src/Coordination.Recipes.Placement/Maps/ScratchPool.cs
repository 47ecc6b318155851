using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>
/// Working memory of a mapper for whichever thread comes, without a lock and, but for the first calls, without
/// allocating.
/// </summary>
internal sealed class ScratchPool(CrushMapper mapper)
{
    private readonly MapperScratch?[] _slots = new MapperScratch?[2 * Environment.ProcessorCount];

    public MapperScratch Rent()
    {
        for (int i = 0; i < _slots.Length; i++)
        {
            if (Volatile.Read(ref _slots[i]) is not null && Interlocked.Exchange(ref _slots[i], null) is { } scratch)
                return scratch;
        }

        return mapper.CreateScratch();
    }

    /// <summary>Takes one back; more than the slots hold are left to the garbage collector.</summary>
    public void Return(MapperScratch scratch)
    {
        for (int i = 0; i < _slots.Length; i++)
        {
            if (Interlocked.CompareExchange(ref _slots[i], scratch, null) is null)
                return;
        }
    }
}
