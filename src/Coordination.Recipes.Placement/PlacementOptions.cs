namespace Coordination.Recipes.Placement;

/// <summary>How members keep the map in step with the devices; the same for all of a placement.</summary>
public sealed class PlacementOptions
{
    /// <summary>
    /// How long a device must be gone before it goes out and its data is placed anew, from 0 to 24 h; 10 minutes by
    /// default, as in Ceph (<c>mon_osd_down_out_interval</c>). It counts from when its session has expired. Until then
    /// the others serve.
    /// </summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How much later each member acts than the one before it in the order of devices, from 1 ms to 1 h; 1 second by
    /// default. The first acts at once; the others find it done.
    /// </summary>
    public TimeSpan Stagger { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The part of all devices that may be out because they are gone, from 0 to 1; 0.5 by default. What fails beyond
    /// is no failure of devices, and moving data would make it worse (Ceph's <c>mon_osd_min_in_ratio</c>).
    /// </summary>
    public double MostAbsent { get; set; } = 0.5;

    /// <summary>
    /// Whether devices that register with a place and are not in the map are put into it; true by default, as in Ceph
    /// (<c>osd_crush_update_on_start</c>). False: only a proposal adds them.
    /// </summary>
    public bool AdmitsNewDevices { get; set; } = true;
}
