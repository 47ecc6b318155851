namespace Coordination.Tree.Security;

/// <summary>
/// Which ACLs may be set, and what they allow (<c>PrepRequestProcessor.fixupACL</c>, <c>ZooKeeperServer.checkACL</c>).
/// </summary>
internal static class AclRules
{
    /// <summary>
    /// Checks an ACL and writes it as it is kept: without repetitions, and with the caller's identities in the place of
    /// <c>auth</c>. False where it is empty or has an entry that names nobody (<see cref="ErrorCode.InvalidAcl"/>).
    /// </summary>
    public static bool TryResolve(IReadOnlyList<Acl>? asked, Identities caller, out IReadOnlyList<Acl> resolved)
    {
        resolved = Acl.Open;
        if (asked is null or { Count: 0 })
            return false;
        if (ReferenceEquals(asked, Acl.Open) || (asked.Count == 1 && asked[0] == Acl.Open[0]))
            return true;

        var kept = new List<Acl>(asked.Count);
        var seen = new HashSet<Acl>(asked.Count);
        foreach (Acl entry in asked)
        {
            if (seen.Add(entry) && !TryAdd(entry, caller, kept))
                return false;
        }

        resolved = kept.AsReadOnly();
        return true;
    }

    /// <summary>Whether an ACL gives the caller one of the permissions.</summary>
    public static bool Allows(IReadOnlyList<Acl> acl, Permissions wanted, Identities caller)
    {
        if (caller.IsSuper)
            return true;

        for (int i = 0; i < acl.Count; i++)
        {
            Acl entry = acl[i];
            if ((entry.Permissions & wanted) != 0 && Names(entry.Id, caller))
                return true;
        }

        return false;
    }

    /// <summary>
    /// The ACL as those see it who may not set it: what is secret in a digest is hidden (<c>FinalRequestProcessor</c>,
    /// getACL).
    /// </summary>
    public static IReadOnlyList<Acl> Masked(IReadOnlyList<Acl> acl)
    {
        if (!acl.Any(static entry => entry.Id.Scheme == AuthSchemes.Digest))
            return acl;
        return [.. acl.Select(Masked)];
    }

    private static Acl Masked(Acl entry)
    {
        int colon = entry.Id.Scheme == AuthSchemes.Digest ? entry.Id.Id.IndexOf(':') : -1;
        return colon < 0
            ? entry
            : entry with { Id = new AuthId(AuthSchemes.Digest, string.Concat(entry.Id.Id.AsSpan(0, colon), ":x")) };
    }

    private static bool TryAdd(Acl entry, Identities caller, List<Acl> kept)
    {
        if (entry.Id.Scheme is null || entry.Id.Id is null)
            return false;
        if (entry.Id.Scheme != AuthSchemes.Auth)
        {
            kept.Add(entry);
            return AuthSchemes.IsWellFormed(entry.Id);
        }

        int before = kept.Count;
        foreach (AuthId id in caller.Ids)
        {
            if (AuthSchemes.ProvesIdentity(id.Scheme))
                kept.Add(entry with { Id = id });
        }

        return kept.Count > before;
    }

    private static bool Names(AuthId named, Identities caller)
    {
        if (named == AuthId.Anyone)
            return true;
        if (named.Scheme == AuthSchemes.Ip)
            return caller.HasAddress && IpRange.TryParse(named.Id, out IpRange range) && range.Contains(caller.Address);

        for (int i = 0; i < caller.Ids.Count; i++)
        {
            if (caller.Ids[i] == named)
                return true;
        }

        return false;
    }
}
