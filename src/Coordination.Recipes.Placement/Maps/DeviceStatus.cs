using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>What the map says of a device beside its place and its weight.</summary>
/// <param name="Standing">Whether it is given data.</param>
/// <param name="Reweight">
/// The part of its data that it keeps while it is in, 16.16 from 0 to <see cref="Crush.Reweight.In"/>; kept while it is
/// out, so that it comes back as it was.
/// </param>
/// <param name="PrimaryAffinity">
/// How readily it becomes primary, 16.16 from 0 to <see cref="DeviceState.FullAffinity"/>.
/// </param>
public readonly record struct DeviceStatus(
    DeviceStanding Standing, uint Reweight = Crush.Reweight.In, uint PrimaryAffinity = DeviceState.FullAffinity)
{
    /// <summary>What holds for a device of which the map says nothing: in, with all of its data.</summary>
    public static readonly DeviceStatus Usual = new(DeviceStanding.In);

    /// <summary>Whether it is given data.</summary>
    public bool IsIn => Standing == DeviceStanding.In;

    /// <summary>The reweight that CRUSH goes by: 0 while the device is out.</summary>
    public uint EffectiveReweight => IsIn ? Reweight : Crush.Reweight.Out;
}
