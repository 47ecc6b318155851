using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Coordination.Crush;

/// <summary>16 lanes: AVX-512.</summary>
internal readonly struct Lanes16(Vector512<uint> value) : ILanes<Lanes16>
{
    private readonly Vector512<uint> _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 16;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Fill(uint value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Load(ref readonly uint source) => new(Vector512.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Join(Lanes16 older, Lanes16 newer, int lane)
    {
        Vector512<uint> isNewer = Vector512.GreaterThanOrEqual(Vector512<uint>.Indices, Vector512.Create((uint)lane));
        return new(Vector512.ConditionalSelect(isNewer, newer._value, older._value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Start(Lanes16 a, Lanes16 b, Lanes16 c) =>
        new(Vector512.Create(CrushHash.Seed) ^ a._value ^ b._value ^ c._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mix(ref Lanes16 a, ref Lanes16 b, ref Lanes16 c)
    {
        Vector512<uint> u = a._value, v = b._value, w = c._value;
        u = (u - v - w) ^ (w >> 13);
        v = (v - w - u) ^ (u << 8);
        w = (w - u - v) ^ (v >> 13);
        u = (u - v - w) ^ (w >> 12);
        v = (v - w - u) ^ (u << 16);
        w = (w - u - v) ^ (v >> 5);
        u = (u - v - w) ^ (w >> 3);
        v = (v - w - u) ^ (u << 10);
        w = (w - u - v) ^ (v >> 15);
        (a, b, c) = (new(u), new(v), new(w));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreQuotients(Lanes16 hash, Lanes16 reciprocals, ref float quotients)
    {
        Vector512<int> x = (hash._value & Vector512.Create(0xffffu)).AsInt32() + Vector512<int>.One;
        Vector512<int> bits = Vector512.ConvertToSingle(x).AsInt32();
        Vector512<int> exponent = Vector512.Create(LogEstimate.ExponentBase) - (bits >> LogEstimate.MantissaBits);
        Vector512<int> mantissa =
            (bits & Vector512.Create(LogEstimate.MantissaMask)) | Vector512.Create(LogEstimate.OneBits);
        Vector512<float> t = mantissa.AsSingle() - Vector512<float>.One;
        Vector512<float> p = Vector512.Create(LogEstimate.C5);
        p = Vector512.MultiplyAddEstimate(p, t, Vector512.Create(LogEstimate.C4));
        p = Vector512.MultiplyAddEstimate(p, t, Vector512.Create(LogEstimate.C3));
        p = Vector512.MultiplyAddEstimate(p, t, Vector512.Create(LogEstimate.C2));
        p = Vector512.MultiplyAddEstimate(p, t, Vector512.Create(LogEstimate.C1));
        p = Vector512.MultiplyAddEstimate(p, t, Vector512.Create(LogEstimate.C0));
        Vector512<float> log = Vector512.ConvertToSingle(exponent) - p * t;
        Vector512<float> most = log + Vector512.Create(LogEstimate.Error);
        (most * reciprocals._value.AsSingle()).StoreUnsafe(ref quotients);
    }
}
