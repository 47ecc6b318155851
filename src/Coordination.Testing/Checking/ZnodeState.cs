namespace Coordination.Testing;

/// <summary>What <see cref="RegisterModel"/> knows of a znode.</summary>
/// <param name="Exists">Whether it is there.</param>
/// <param name="Czxid">Which creation it goes back to; none while no answer has told.</param>
/// <param name="Version">How often its data was set.</param>
/// <param name="Data">Its data.</param>
internal readonly record struct ZnodeState(bool Exists, Zxid Czxid, int Version, ReadOnlyMemory<byte> Data)
{
    public bool Equals(ZnodeState other) =>
        Exists == other.Exists && Czxid == other.Czxid && Version == other.Version
            && Data.Span.SequenceEqual(other.Data.Span);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Exists);
        hash.Add(Czxid);
        hash.Add(Version);
        hash.AddBytes(Data.Span);
        return hash.ToHashCode();
    }
}
