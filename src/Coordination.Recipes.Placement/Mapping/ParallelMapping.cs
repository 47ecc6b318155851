using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>
/// Places many inputs on many threads. The mapper is reentrant: each thread brings a scratch of its own, and the result
/// is that of one thread.
/// </summary>
public static class ParallelMapping
{
    /// <summary>
    /// Inputs that a thread takes at a time: enough that taking them costs nothing, few enough that all end together.
    /// </summary>
    private const int ChunkInputs = 2048;

    /// <summary>Places the inputs <paramref name="first"/>, <paramref name="first"/> + 1, and so on.</summary>
    /// <param name="mapper">The mapper.</param>
    /// <param name="first">The first input; past 2³² − 1 it goes on at 0.</param>
    /// <param name="results">
    /// Receives <see cref="CrushMapper.Replicas"/> entries per input; those beyond its count are
    /// <see cref="CrushItem.None"/>.
    /// </param>
    /// <param name="counts">Receives how many entries each input has; its length is the number of inputs.</param>
    /// <param name="mostThreads">At most so many; null, the default: one per processor.</param>
    /// <exception cref="ArgumentOutOfRangeException">Results are too short, or there are no threads.</exception>
    public static void MapRange(
        this CrushMapper mapper, uint first, Memory<int> results, Memory<int> counts, int? mostThreads = null) =>
        Run(mapper, new Inputs(first, default), results, counts, mostThreads);

    /// <summary>As <see cref="MapRange"/>, for any inputs: <paramref name="counts"/> has one entry for each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Results or counts are too short, or there are no threads.
    /// </exception>
    public static void MapAll(
        this CrushMapper mapper, ReadOnlyMemory<uint> inputs, Memory<int> results, Memory<int> counts,
        int? mostThreads = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(counts.Length, inputs.Length, nameof(counts));
        Run(mapper, new Inputs(0, inputs), results, counts[..inputs.Length], mostThreads);
    }

    private static void Run(
        CrushMapper mapper, Inputs inputs, Memory<int> results, Memory<int> counts, int? mostThreads)
    {
        ArgumentNullException.ThrowIfNull(mapper);
        int threads = mostThreads ?? Environment.ProcessorCount;
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1, nameof(mostThreads));
        ArgumentOutOfRangeException.ThrowIfLessThan(
            results.Length, (long)counts.Length * mapper.Replicas, nameof(results));

        int chunks = (counts.Length + ChunkInputs - 1) / ChunkInputs;
        if (threads == 1 || chunks <= 1)
        {
            MapperScratch scratch = mapper.CreateScratch();
            for (int chunk = 0; chunk < chunks; chunk++)
                MapChunk(mapper, inputs, chunk, results, counts, scratch);
            return;
        }

        Parallel.For(
            0, chunks, new ParallelOptions { MaxDegreeOfParallelism = threads }, mapper.CreateScratch,
            (chunk, _, scratch) =>
            {
                MapChunk(mapper, inputs, chunk, results, counts, scratch);
                return scratch;
            },
            static _ => { });
    }

    private static void MapChunk(
        CrushMapper mapper, Inputs inputs, int chunk, Memory<int> results, Memory<int> counts, MapperScratch scratch)
    {
        int start = chunk * ChunkInputs;
        int length = Math.Min(ChunkInputs, counts.Length - start);
        Span<uint> some = stackalloc uint[ChunkInputs];
        inputs.CopyTo(start, some[..length]);
        mapper.MapMany(
            some[..length], results.Span.Slice(start * mapper.Replicas, length * mapper.Replicas),
            counts.Span.Slice(start, length), scratch);
    }

    /// <summary>A range of numbers, or a list where there is one.</summary>
    private readonly record struct Inputs(uint First, ReadOnlyMemory<uint> List)
    {
        public void CopyTo(int start, Span<uint> some)
        {
            if (!List.IsEmpty)
            {
                List.Span.Slice(start, some.Length).CopyTo(some);
                return;
            }

            for (int i = 0; i < some.Length; i++)
                some[i] = First + (uint)(start + i);
        }
    }
}
