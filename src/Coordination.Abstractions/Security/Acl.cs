namespace Coordination;

/// <summary>One entry of an access control list (<c>zookeeper.jute: ACL</c>).</summary>
/// <param name="Permissions">What is allowed.</param>
/// <param name="Id">To whom.</param>
public readonly record struct Acl(Permissions Permissions, AuthId Id)
{
    /// <summary>Everybody may do everything (<c>ZooDefs.Ids.OPEN_ACL_UNSAFE</c>).</summary>
    public static IReadOnlyList<Acl> Open { get; } = [new(Permissions.All, AuthId.Anyone)];

    /// <summary>Whoever creates may do everything, nobody else anything (<c>ZooDefs.Ids.CREATOR_ALL_ACL</c>).</summary>
    public static IReadOnlyList<Acl> CreatorAll { get; } = [new(Permissions.All, AuthId.Creator)];

    /// <summary>Everybody may read (<c>ZooDefs.Ids.READ_ACL_UNSAFE</c>).</summary>
    public static IReadOnlyList<Acl> ReadOnly { get; } = [new(Permissions.Read, AuthId.Anyone)];
}
