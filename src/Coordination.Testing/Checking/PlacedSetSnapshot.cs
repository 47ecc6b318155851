namespace Coordination.Testing;

/// <summary>What was in a <see cref="PlacedSet"/>; compared by content.</summary>
internal readonly record struct PlacedSetSnapshot(int FirstMissing, ulong[] Beyond)
{
    public bool Equals(PlacedSetSnapshot other) =>
        FirstMissing == other.FirstMissing && Beyond.AsSpan().SequenceEqual(other.Beyond);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(FirstMissing);
        foreach (ulong word in Beyond)
            hash.Add(word);
        return hash.ToHashCode();
    }
}
