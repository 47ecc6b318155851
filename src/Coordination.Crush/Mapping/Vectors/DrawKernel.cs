using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Coordination.Crush;

/// <summary>The hash and the draw of many (input, item, attempt) at once, as many as a vector has lanes.</summary>
/// <remarks>
/// Each mix of the hash waits for the one before. So a block of vectors goes through the first mix, then through the
/// second, and so on: the processor works on all vectors of the block at the same time.
/// </remarks>
internal static unsafe class DrawKernel
{
    /// <summary>Vectors that are worked on side by side.</summary>
    private const int BlockSize = 8;

    /// <summary>Whether the processor has vectors at all.</summary>
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    /// <summary>Width of the widest vectors of the processor.</summary>
    public static int Lanes =>
        Vector512.IsHardwareAccelerated ? Lanes16.Count : Vector256.IsHardwareAccelerated ? Lanes8.Count : Lanes4.Count;

    /// <summary>
    /// Fills the quotients of packed lanes: input, id and attempt of each stand in the arrays. Whole vectors are read
    /// and written, so the arrays are padded by one of the widest.
    /// </summary>
    public static void RunPacked(int lanes, uint[] inputs, uint[] ids, uint[] attempts, float[] reciprocals,
        float[] quotients)
    {
        if (Vector512.IsHardwareAccelerated)
            RunPacked<Lanes16>(lanes, inputs, ids, attempts, reciprocals, quotients);
        else if (Vector256.IsHardwareAccelerated)
            RunPacked<Lanes8>(lanes, inputs, ids, attempts, reciprocals, quotients);
        else
            RunPacked<Lanes4>(lanes, inputs, ids, attempts, reciprocals, quotients);
    }

    /// <summary>
    /// Fills the quotients of few draws, each of at most <see cref="Lanes"/> items, and says in each where they are. As
    /// many as fit side by side share a vector, joined in registers: what was just stored in parts could not be loaded
    /// quickly.
    /// </summary>
    public static void RunJoined(Span<Draw> draws, int[] ids, float[] reciprocals, float[] quotients)
    {
        if (Vector512.IsHardwareAccelerated)
            RunJoined<Lanes16>(draws, ids, reciprocals, quotients);
        else if (Vector256.IsHardwareAccelerated)
            RunJoined<Lanes8>(draws, ids, reciprocals, quotients);
        else
            RunJoined<Lanes4>(draws, ids, reciprocals, quotients);
    }

    [SkipLocalsInit]
    internal static void RunPacked<T>(int lanes, uint[] inputs, uint[] ids, uint[] attempts, float[] reciprocals,
        float[] quotients)
        where T : unmanaged, ILanes<T>
    {
        ref uint firstInput = ref MemoryMarshal.GetArrayDataReference(inputs);
        ref uint firstId = ref MemoryMarshal.GetArrayDataReference(ids);
        ref uint firstAttempt = ref MemoryMarshal.GetArrayDataReference(attempts);
        ref uint firstReciprocal = ref Unsafe.As<float, uint>(ref MemoryMarshal.GetArrayDataReference(reciprocals));
        ref float firstQuotient = ref MemoryMarshal.GetArrayDataReference(quotients);
        T* a = stackalloc T[6 * BlockSize];
        T* b = a + BlockSize, c = b + BlockSize, h = c + BlockSize;
        for (int start = 0; start < lanes; start += BlockSize * T.Count)
        {
            int vectors = Math.Min(BlockSize, (lanes - start + T.Count - 1) / T.Count);
            for (int v = 0; v < vectors; v++)
            {
                int lane = start + v * T.Count;
                a[v] = T.Load(ref Unsafe.Add(ref firstInput, lane));
                b[v] = T.Load(ref Unsafe.Add(ref firstId, lane));
                c[v] = T.Load(ref Unsafe.Add(ref firstAttempt, lane));
            }
            Hash(a, vectors);
            for (int v = 0; v < vectors; v++)
            {
                int lane = start + v * T.Count;
                T reciprocal = T.Load(ref Unsafe.Add(ref firstReciprocal, lane));
                T.StoreQuotients(h[v], reciprocal, ref Unsafe.Add(ref firstQuotient, lane));
            }
        }
    }

    internal static void RunJoined<T>(Span<Draw> draws, int[] ids, float[] reciprocals, float[] quotients)
        where T : unmanaged, ILanes<T>
    {
        ref float firstQuotient = ref MemoryMarshal.GetArrayDataReference(quotients);
        int joined = Join(draws, 0, ids, reciprocals, out T x, out T id, out T r, out T w);
        if (joined == draws.Length)
        {
            // A single vector has nothing to be worked on beside it, so it stays in registers.
            T.StoreQuotients(HashOne(x, id, r), w, ref firstQuotient);
            return;
        }
        RunBlocks<T>(draws, ids, reciprocals, ref firstQuotient);
    }

    /// <summary>What does not fit into one vector goes through memory, a block at a time.</summary>
    [SkipLocalsInit]
    private static void RunBlocks<T>(Span<Draw> draws, int[] ids, float[] reciprocals, ref float firstQuotient)
        where T : unmanaged, ILanes<T>
    {
        T* a = stackalloc T[7 * BlockSize];
        T* b = a + BlockSize, c = b + BlockSize, h = c + BlockSize, reciprocal = a + 6 * BlockSize;
        for (int next = 0, done = 0; next < draws.Length;)
        {
            int vectors = 0;
            for (; vectors < BlockSize && next < draws.Length; vectors++)
            {
                int lane = (done + vectors) * T.Count;
                next += Join(draws[next..], lane, ids, reciprocals, out a[vectors], out b[vectors], out c[vectors],
                    out reciprocal[vectors]);
            }
            Hash(a, vectors);
            for (int v = 0; v < vectors; v++, done++)
                T.StoreQuotients(h[v], reciprocal[v], ref Unsafe.Add(ref firstQuotient, done * T.Count));
        }
    }

    /// <summary>Joins the first draws into a vector; returns how many fitted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Join<T>(Span<Draw> draws, int firstLane, int[] ids, float[] reciprocals, out T x, out T id,
        out T r, out T w)
        where T : unmanaged, ILanes<T>
    {
        ref uint firstId = ref Unsafe.As<int, uint>(ref MemoryMarshal.GetArrayDataReference(ids));
        ref uint firstReciprocal = ref Unsafe.As<float, uint>(ref MemoryMarshal.GetArrayDataReference(reciprocals));
        (x, id, r, w) = (default, default, default, default);
        int used = 0, count = 0;
        while (count < draws.Length && used + draws[count].Size <= T.Count)
        {
            ref Draw draw = ref draws[count++];
            // The arrays begin with as many elements as a vector has, so reading before the bucket is safe.
            int from = draw.FirstDraw - used;
            x = T.Join(x, T.Fill(draw.Input), used);
            id = T.Join(id, T.Load(ref Unsafe.Add(ref firstId, from)), used);
            r = T.Join(r, T.Fill(draw.Attempt), used);
            w = T.Join(w, T.Load(ref Unsafe.Add(ref firstReciprocal, from)), used);
            draw.FirstLane = firstLane + used;
            used += draw.Size;
        }
        return count;
    }

    /// <summary><see cref="CrushHash"/> of three numbers, for every lane of a block.</summary>
    /// <param name="a">The first numbers; behind them the second, the third, and room for the hashes and two
    /// more.</param>
    /// <param name="vectors">How many vectors of the block are filled.</param>
    private static void Hash<T>(T* a, int vectors)
        where T : unmanaged, ILanes<T>
    {
        T* b = a + BlockSize, c = b + BlockSize, h = c + BlockSize, x = h + BlockSize, y = x + BlockSize;
        for (int v = 0; v < vectors; v++)
        {
            h[v] = T.Start(a[v], b[v], c[v]);
            (x[v], y[v]) = (T.Fill(CrushHash.X), T.Fill(CrushHash.Y));
            T.Mix(ref a[v], ref b[v], ref h[v]);
        }
        for (int v = 0; v < vectors; v++)
            T.Mix(ref c[v], ref x[v], ref h[v]);
        for (int v = 0; v < vectors; v++)
            T.Mix(ref y[v], ref a[v], ref h[v]);
        for (int v = 0; v < vectors; v++)
            T.Mix(ref b[v], ref x[v], ref h[v]);
        for (int v = 0; v < vectors; v++)
            T.Mix(ref y[v], ref c[v], ref h[v]);
    }

    /// <summary>The hash of a vector on its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T HashOne<T>(T a, T b, T c)
        where T : unmanaged, ILanes<T>
    {
        T h = T.Start(a, b, c), x = T.Fill(CrushHash.X), y = T.Fill(CrushHash.Y);
        T.Mix(ref a, ref b, ref h);
        T.Mix(ref c, ref x, ref h);
        T.Mix(ref y, ref a, ref h);
        T.Mix(ref b, ref x, ref h);
        T.Mix(ref y, ref c, ref h);
        return h;
    }
}
