using System.Numerics;

namespace Coordination.Testing;

/// <summary>
/// A running hash of everything that happened: two runs that did the same have the same, and in practice only they.
/// </summary>
internal struct TraceDigest
{
    private const ulong Prime = 0x9E3779B97F4A7C15;

    public ulong Value { get; private set; }

    public static ulong Of(string text)
    {
        TraceDigest digest = default;
        digest.Add(text);
        return digest.Value;
    }

    public void Add(ulong bits) => Value = BitOperations.RotateLeft((Value ^ bits) * Prime, 29) + Prime;

    public void Add(string? text)
    {
        ulong hash = 14695981039346656037; // FNV-1a, over UTF-16 code units.
        foreach (char c in text.AsSpan())
            hash = (hash ^ c) * 1099511628211;
        Add(hash);
    }
}
