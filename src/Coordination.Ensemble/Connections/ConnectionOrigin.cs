namespace Coordination.Ensemble;

/// <summary>Where a connection comes from and what its transport has proven of it already.</summary>
public sealed record ConnectionOrigin
{
    /// <summary>From inside this process: no address, nothing proven.</summary>
    public static ConnectionOrigin InProcess { get; } = new();

    /// <summary>
    /// The peer's address as an IPv6 address, IPv4 mapped into it; null inside this process. It is what <c>ip</c>
    /// ACLs are matched with.
    /// </summary>
    public UInt128? Address { get; init; }

    /// <summary>
    /// Identities that the transport has authenticated, such as <c>x509</c> with the subject of a client certificate,
    /// or <c>sasl</c>.
    /// </summary>
    public IReadOnlyList<AuthId> Proven { get; init; } = [];

    /// <summary>
    /// Whether the client is ours: then answers to its writes are kept until it acknowledges them, so that a write
    /// may be sent again.
    /// </summary>
    public bool RemembersAnswers { get; init; } = true;
}
