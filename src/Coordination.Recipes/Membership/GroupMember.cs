namespace Coordination.Recipes.Membership;

/// <summary>One member of a group, as a view shows it.</summary>
/// <param name="Id">What it is called; each id is there once.</param>
/// <param name="Payload">What it says about itself.</param>
/// <param name="PayloadVersion">How often the payload was changed since it joined.</param>
/// <param name="FencingToken">The zxid by which it joined; greater for each later incarnation of an id.</param>
/// <param name="Since">When it joined, by the ensemble's clock.</param>
/// <param name="Session">The session that it lives with.</param>
public sealed record GroupMember(
    string Id, ReadOnlyMemory<byte> Payload, int PayloadVersion, long FencingToken, DateTimeOffset Since,
    SessionId Session)
{
    internal static GroupMember Of(in ZNode znode) => new(
        znode.Path.Name.ToString(),
        znode.Data,
        znode.Stat.Version,
        znode.Stat.Czxid.Value,
        DateTimeOffset.FromUnixTimeMilliseconds(znode.Stat.CtimeMs),
        znode.Stat.EphemeralOwner);
}
