namespace Coordination.Crush;

/// <summary>What is known of a device beside its place in the map.</summary>
/// <param name="Exists">Whether there is such a device at all.</param>
/// <param name="IsUp">Whether it answers now.</param>
/// <param name="Reweight">The part of its data that it keeps, 16.16; 0: it is out.</param>
/// <param name="PrimaryAffinity">How readily it becomes primary, 16.16.</param>
public readonly record struct DeviceState(bool Exists, bool IsUp, uint Reweight, uint PrimaryAffinity)
{
    /// <summary>The usual affinity: whoever comes first is primary.</summary>
    public const uint FullAffinity = 0x10000;

    /// <summary>A device that is there, up, and keeps all of its data.</summary>
    public static readonly DeviceState Healthy = new(true, true, Crush.Reweight.In, FullAffinity);
}
