namespace Coordination.Crush;

/// <summary>A bucket as the text defines it, before its names are looked up.</summary>
internal sealed class BucketDefinition
{
    public required Token Type { get; init; }

    public required Token Name { get; init; }

    /// <summary>0: none was given.</summary>
    public int Id { get; set; }

    /// <summary>Ids of its shadow buckets, by class.</summary>
    public List<(Token Class, int Id)> ShadowIds { get; } = [];

    public BucketAlgorithm Algorithm { get; set; }

    public byte HashType { get; set; }

    public List<ItemDefinition> Items { get; } = [];

    public bool Lists(BucketDefinition other)
    {
        foreach (ItemDefinition item in Items)
        {
            if (item.Name.Text == other.Name.Text)
                return true;
        }
        return false;
    }

    /// <param name="Name">Name of the item.</param>
    /// <param name="Weight">Null: 1.0 for a device, its own weight for a bucket.</param>
    /// <param name="Position">Place among the items; null: the next free one.</param>
    public readonly record struct ItemDefinition(Token Name, Weight? Weight, int? Position);
}
