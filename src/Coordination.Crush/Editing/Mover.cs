namespace Coordination.Crush;

/// <summary>Moves devices and buckets (FACTS §14).</summary>
internal static class Mover
{
    public static void Move(MapDraft draft, int item, Location location)
    {
        if (location.IsEmpty)
            throw new CrushEditException($"'{draft.ItemNames[item]}' needs a place to move to.");
        location.Check(draft);
        if (location.Holds(draft, item, out _))
            throw new CrushEditException($"'{draft.ItemNames[item]}' is there already.");
        // Shadow buckets hold devices too; they are made anew afterwards.
        Bucket[] holders = [.. draft.ParentsOf(item).Where(b => !draft.IsShadow(b.Id))];
        if (item < 0)
            MoveBucket(draft, item, holders, location);
        else
            MoveDevice(draft, item, holders, location);
    }

    private static void MoveBucket(MapDraft draft, int item, Bucket[] holders, Location location)
    {
        uint weight = draft.Find(item)!.Weight.Fixed;      // the caller looked the name up
        foreach (Bucket holder in holders)
            ItemPlacing.Detach(draft, holder.Id, item);
        ItemPlacing.Insert(draft, item, AsFloat(weight), location, initialiseWeightSets: false);
    }

    private static void MoveDevice(MapDraft draft, int item, Bucket[] holders, Location location)
    {
        uint weight = holders.Length == 0 ? 0 : holders[0].ItemWeights[holders[0].IndexOf(item)];
        foreach (Bucket holder in holders)
            ItemPlacing.Detach(draft, holder.Id, item);
        ItemPlacing.Insert(draft, item, AsFloat(weight), location, initialiseWeightSets: true);
    }

    /// <summary>Ceph carries the weight through a single-precision number, which keeps 24 bits of it.</summary>
    private static uint AsFloat(uint weight) => (uint)((float)weight / 65536f * 65536f);
}
