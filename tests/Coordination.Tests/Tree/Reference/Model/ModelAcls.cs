using Coordination.Tree.Security;

namespace Coordination.Tests.Tree.Reference.Model;

/// <summary>Access control, from the programmer's guide (<em>ZooKeeper access control using ACLs</em>).</summary>
internal static class ModelAcls
{
    /// <summary>
    /// Whether the caller has one of the permissions: a super user has all, others what an entry that matches them
    /// gives.
    /// </summary>
    public static bool Allows(IReadOnlyList<Acl> acl, Permissions any, Identities caller) =>
        caller.IsSuper || acl.Any(entry => (entry.Permissions & any) != 0 && Matches(entry.Id, caller));

    /// <summary>The ACL where it keeps anybody from reading; null where it does not.</summary>
    public static IReadOnlyList<Acl>? Restriction(IReadOnlyList<Acl> acl) =>
        Allows(acl, Permissions.Read, Identities.Anonymous) ? null : acl;

    /// <summary>
    /// The ACL as it is kept: every entry once, <c>auth</c> replaced by the caller's identities; null where it is not
    /// valid.
    /// </summary>
    public static IReadOnlyList<Acl>? Resolve(IReadOnlyList<Acl>? acl, Identities caller, ModelRules rules)
    {
        if (acl is null || acl.Count == 0)
            return null;

        var kept = new List<Acl>();
        foreach (Acl entry in acl.Distinct())
        {
            if (entry.Id.Scheme == "auth")
            {
                List<AuthId> proven = caller.Ids.Where(id => id.Scheme is "digest" or "x509").ToList();
                if (proven.Count == 0)
                    return null;
                kept.AddRange(proven.Select(id => new Acl(entry.Permissions, id)));
            }
            else if (IsValid(entry.Id, rules))
            {
                kept.Add(entry);
            }
            else
            {
                return null;
            }
        }

        return kept;
    }

    /// <summary>
    /// What somebody sees who may read the ACL but not set it: users of digests without their hashes.
    /// </summary>
    public static IReadOnlyList<Acl> Mask(IReadOnlyList<Acl> acl) => acl.Select(MaskEntry).ToList();

    private static Acl MaskEntry(Acl entry) =>
        entry.Id.Scheme == "digest" && entry.Id.Id.Contains(':', StringComparison.Ordinal)
            ? entry with { Id = new AuthId("digest", entry.Id.Id.Split(':')[0] + ":x") }
            : entry;

    private static bool Matches(AuthId id, Identities caller) => id.Scheme switch
    {
        "world" => id.Id == "anyone",
        "ip" => caller.HasAddress && ModelAddress.Parse(id.Id) is { } range && range.Contains(caller.Address),
        _ => caller.Ids.Contains(id),
    };

    private static bool IsValid(AuthId id, ModelRules rules) => id.Scheme switch
    {
        "world" => id.Id == "anyone",
        // As Java's String.split, which drops empty parts at the end.
        "digest" => id.Id.TrimEnd(':').Split(':').Length == 2,
        "ip" => ModelAddress.Parse(id.Id) is { } range && (rules.Ipv6InAcls || !range.IsV6),
        "x509" => id.Id.Split(',').All(part => part.Contains('=', StringComparison.Ordinal)),
        _ => false,
    };
}
