namespace Coordination.Crush;

/// <summary>
/// A vector of 32-bit numbers, so that the draw is written once for every width. The JIT makes code of its own for each
/// implementation. The members are coarse: it inlines only so many calls into one method.
/// </summary>
internal interface ILanes<T>
    where T : unmanaged, ILanes<T>
{
    /// <summary>How many numbers.</summary>
    static abstract int Count { get; }

    /// <summary>The same number in every lane.</summary>
    static abstract T Fill(uint value);

    static abstract T Load(ref readonly uint source);

    /// <summary>
    /// The lanes of <paramref name="older"/> before a lane, and those of <paramref name="newer"/> from it on.
    /// </summary>
    static abstract T Join(T older, T newer, int lane);

    /// <summary>Per lane, what the hash of three numbers starts from.</summary>
    static abstract T Start(T a, T b, T c);

    /// <summary>One mix of <see cref="CrushHash"/>.</summary>
    static abstract void Mix(ref T a, ref T b, ref T c);

    /// <summary>Per lane the greatest quotient that the draw may have (<see cref="LogEstimate"/>).</summary>
    /// <param name="hash">Hash of input, item and attempt; its lower 16 bits count.</param>
    /// <param name="reciprocals">Bits of 1 / weight.</param>
    /// <param name="quotients">Receives the quotients.</param>
    static abstract void StoreQuotients(T hash, T reciprocals, ref float quotients);
}
