using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Coordination.Crush;

/// <summary>8 lanes: AVX2.</summary>
internal readonly struct Lanes8(Vector256<uint> value) : ILanes<Lanes8>
{
    private readonly Vector256<uint> _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 8;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Fill(uint value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Load(ref readonly uint source) => new(Vector256.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Join(Lanes8 older, Lanes8 newer, int lane)
    {
        Vector256<uint> isNewer = Vector256.GreaterThanOrEqual(Vector256<uint>.Indices, Vector256.Create((uint)lane));
        return new(Vector256.ConditionalSelect(isNewer, newer._value, older._value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Start(Lanes8 a, Lanes8 b, Lanes8 c) =>
        new(Vector256.Create(CrushHash.Seed) ^ a._value ^ b._value ^ c._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mix(ref Lanes8 a, ref Lanes8 b, ref Lanes8 c)
    {
        Vector256<uint> u = a._value, v = b._value, w = c._value;
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
    public static void StoreQuotients(Lanes8 hash, Lanes8 reciprocals, ref float quotients)
    {
        Vector256<int> x = (hash._value & Vector256.Create(0xffffu)).AsInt32() + Vector256<int>.One;
        Vector256<int> bits = Vector256.ConvertToSingle(x).AsInt32();
        Vector256<int> exponent = Vector256.Create(LogEstimate.ExponentBase) - (bits >> LogEstimate.MantissaBits);
        Vector256<int> mantissa =
            (bits & Vector256.Create(LogEstimate.MantissaMask)) | Vector256.Create(LogEstimate.OneBits);
        Vector256<float> t = mantissa.AsSingle() - Vector256<float>.One;
        Vector256<float> p = Vector256.Create(LogEstimate.C5);
        p = Vector256.MultiplyAddEstimate(p, t, Vector256.Create(LogEstimate.C4));
        p = Vector256.MultiplyAddEstimate(p, t, Vector256.Create(LogEstimate.C3));
        p = Vector256.MultiplyAddEstimate(p, t, Vector256.Create(LogEstimate.C2));
        p = Vector256.MultiplyAddEstimate(p, t, Vector256.Create(LogEstimate.C1));
        p = Vector256.MultiplyAddEstimate(p, t, Vector256.Create(LogEstimate.C0));
        Vector256<float> log = Vector256.ConvertToSingle(exponent) - p * t;
        Vector256<float> most = log + Vector256.Create(LogEstimate.Error);
        (most * reciprocals._value.AsSingle()).StoreUnsafe(ref quotients);
    }
}
