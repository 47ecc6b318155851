namespace Coordination.Crush;

/// <summary>What every way down the hierarchy shares: the map, the input, the reweights.</summary>
/// <param name="Map">The map.</param>
/// <param name="Reweights">16.16 per device: the part of a device's data that it keeps; devices beyond the end are
/// out.</param>
/// <param name="X">The input.</param>
/// <param name="Queue">Makes straw2 draws with vector instructions, if it may be used.</param>
/// <param name="Budget">What bounds the time of the mapping.</param>
/// <param name="Histogram">Counts tries if there is one.</param>
internal readonly record struct Descent(CompiledMap Map, uint[] Reweights, uint X, DrawQueue? Queue,
    AttemptBudget Budget, ChooseTries? Histogram)
{
    /// <summary>Whether the device does not take this input (FACTS §4).</summary>
    public bool IsOut(int device) => IsOut(Reweights, device, X);

    public static bool IsOut(uint[] reweights, int device, uint x)
    {
        if ((uint)device >= (uint)reweights.Length)
            return true;
        uint reweight = reweights[device];
        return reweight < 0x10000 && (reweight == 0 || (CrushHash.Hash(x, (uint)device) & 0xffff) >= reweight);
    }

    public int Choose(in CompiledMap.Slot bucket, int r, int position) => Queue is not null && bucket.CanVectorise
        ? Map.Items[bucket.FirstItem + Queue.Choose(bucket, position, X, (uint)r)]
        : BucketDraw.Choose(Map, bucket, X, (uint)r, position);
}
