namespace Coordination.Tree.Security;

/// <summary>Who a connection is: the identities it has proven and the address it comes from. Immutable.</summary>
public sealed class Identities
{
    /// <summary>The scheme of a super user's identity: past every ACL.</summary>
    public const string SuperScheme = "super";

    private Identities(IReadOnlyList<AuthId> ids, UInt128 address, bool hasAddress)
    {
        Ids = ids;
        Address = address;
        HasAddress = hasAddress;
        IsSuper = ids.Any(id => id.Scheme == SuperScheme);
    }

    /// <summary>Nobody in particular, from nowhere: a caller inside this process.</summary>
    public static Identities Anonymous { get; } = new([], default, hasAddress: false);

    /// <summary>The proven identities, in the order in which they were proven.</summary>
    public IReadOnlyList<AuthId> Ids { get; }

    /// <summary>The address as an IPv6 address, IPv4 mapped into it; good only with <see cref="HasAddress"/>.</summary>
    public UInt128 Address { get; }

    /// <summary>Whether the caller has an address at all; a caller inside this process has none.</summary>
    public bool HasAddress { get; }

    /// <summary>Whether one of them is a super user.</summary>
    public bool IsSuper { get; }

    /// <summary>Somebody unproven who comes from an address.</summary>
    public static Identities From(UInt128 address) => new([], address, hasAddress: true);

    /// <summary>The same caller with one identity more; itself where it has that one.</summary>
    public Identities With(AuthId id) =>
        Ids.Contains(id) ? this : new Identities([.. Ids, id], Address, HasAddress);
}
