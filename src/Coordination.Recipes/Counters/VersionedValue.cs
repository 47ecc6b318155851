namespace Coordination.Recipes.Counters;

/// <summary>A shared value as it was at one moment.</summary>
/// <param name="Data">The value; empty where it is absent.</param>
/// <param name="Version">How often it had been set; -1 where it is absent.</param>
/// <param name="Zxid">The change that set it last; grows with every change. <see cref="Zxid.None"/> where it is absent.
/// </param>
public sealed record VersionedValue(ReadOnlyMemory<byte> Data, int Version, Zxid Zxid)
{
    private const int NoVersion = -1;

    /// <summary>There is no value.</summary>
    public static VersionedValue Absent { get; } = new(default, NoVersion, Zxid.None);

    /// <summary>Whether there is none.</summary>
    public bool IsAbsent => Version == NoVersion;
}
