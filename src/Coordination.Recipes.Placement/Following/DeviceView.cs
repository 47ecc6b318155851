namespace Coordination.Recipes.Placement;

/// <summary>What a follower has read of one device.</summary>
/// <param name="Description">What it registered with last; null where it never did, or nobody can read it.</param>
/// <param name="RecordVersion">Version of its record; -1 where there is none.</param>
/// <param name="Owner">The session that holds it up; null while it is down.</param>
/// <remarks>
/// The version was read before the owner. So a device that is seen down was down at a time when its record had this
/// version, and as long as the record keeps it, has been down ever since.
/// </remarks>
internal sealed record DeviceView(DeviceDescription? Description, int RecordVersion, SessionId? Owner)
{
    public static readonly DeviceView Unknown = new(null, -1, null);

    public bool IsUp => Owner is not null;
}
