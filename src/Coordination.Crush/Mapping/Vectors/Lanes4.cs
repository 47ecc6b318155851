using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Coordination.Crush;

/// <summary>4 lanes: SSE, NEON.</summary>
internal readonly struct Lanes4(Vector128<uint> value) : ILanes<Lanes4>
{
    private readonly Vector128<uint> _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Fill(uint value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(ref readonly uint source) => new(Vector128.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Join(Lanes4 older, Lanes4 newer, int lane)
    {
        Vector128<uint> isNewer = Vector128.GreaterThanOrEqual(Vector128<uint>.Indices, Vector128.Create((uint)lane));
        return new(Vector128.ConditionalSelect(isNewer, newer._value, older._value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Start(Lanes4 a, Lanes4 b, Lanes4 c) =>
        new(Vector128.Create(CrushHash.Seed) ^ a._value ^ b._value ^ c._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mix(ref Lanes4 a, ref Lanes4 b, ref Lanes4 c)
    {
        Vector128<uint> u = a._value, v = b._value, w = c._value;
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
    public static void StoreQuotients(Lanes4 hash, Lanes4 reciprocals, ref float quotients)
    {
        Vector128<int> x = (hash._value & Vector128.Create(0xffffu)).AsInt32() + Vector128<int>.One;
        Vector128<int> bits = Vector128.ConvertToSingle(x).AsInt32();
        Vector128<int> exponent = Vector128.Create(LogEstimate.ExponentBase) - (bits >> LogEstimate.MantissaBits);
        Vector128<int> mantissa =
            (bits & Vector128.Create(LogEstimate.MantissaMask)) | Vector128.Create(LogEstimate.OneBits);
        Vector128<float> t = mantissa.AsSingle() - Vector128<float>.One;
        Vector128<float> p = Vector128.Create(LogEstimate.C5);
        p = Vector128.MultiplyAddEstimate(p, t, Vector128.Create(LogEstimate.C4));
        p = Vector128.MultiplyAddEstimate(p, t, Vector128.Create(LogEstimate.C3));
        p = Vector128.MultiplyAddEstimate(p, t, Vector128.Create(LogEstimate.C2));
        p = Vector128.MultiplyAddEstimate(p, t, Vector128.Create(LogEstimate.C1));
        p = Vector128.MultiplyAddEstimate(p, t, Vector128.Create(LogEstimate.C0));
        Vector128<float> log = Vector128.ConvertToSingle(exponent) - p * t;
        Vector128<float> most = log + Vector128.Create(LogEstimate.Error);
        (most * reciprocals._value.AsSingle()).StoreUnsafe(ref quotients);
    }
}
