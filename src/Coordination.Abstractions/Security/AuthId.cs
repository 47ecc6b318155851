namespace Coordination;

/// <summary>Whom an ACL entry or an authenticated identity names (<c>zookeeper.jute: Id</c>).</summary>
/// <param name="Scheme">How <paramref name="Id"/> is understood: <c>world</c>, <c>auth</c>, <c>digest</c>, <c>ip</c>,
/// <c>x509</c>, <c>sasl</c>.</param>
/// <param name="Id">Whom: <c>anyone</c>; <c>user:hash</c>; <c>10.0.0.0/8</c>; a distinguished name.</param>
public readonly record struct AuthId(string Scheme, string Id)
{
    /// <summary>Everybody: <c>world:anyone</c>.</summary>
    public static AuthId Anyone { get; } = new("world", "anyone");

    /// <summary>Stands for the identities of whoever sets the ACL: <c>auth:</c>.</summary>
    public static AuthId Creator { get; } = new("auth", "");

    /// <summary>As ZooKeeper prints it: <c>scheme:id</c>.</summary>
    public override string ToString() => $"{Scheme}:{Id}";
}
