using System.Text;
using Coordination.Requests;
using static Coordination.Testing.Contracts.ContractCases;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>Access control.</summary>
internal static class AclCases
{
    /// <summary>One byte more than a frame holds by default, in one identity.</summary>
    private static readonly Acl[] TooLarge =
        [new Acl(Permissions.All, new AuthId("digest", "ann:" + new string('x', WriteCases.TooMuch)))];

    private static readonly byte[] Credentials = Encoding.UTF8.GetBytes("ann:secret");

    /// <summary>What the owner of what is locked and hidden proves.</summary>
    public static AuthCredentials OwnerCredentials { get; } = new("digest", Credentials);

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        Case("An ACL is set and read, and its version counts", SetAsync),
        Case("The creator's ACL lets in who has proven the same identity, and nobody else", CreatorAsync),
        Case("A client is told the identities that it has proven", WhoAmIAsync),
        Case("Whoever may not administer a znode does not see the digests in its ACL", MaskedAsync),
        Case("Permissions are not inherited", NotInheritedAsync),
        Refused(OpCode.SetAcl, ErrorCode.NoNode, "where there is none",
            c => c.Client.SetAclAsync(c.Root / "missing", Acl.Open).AsTask(), tries: BadInput.Missing),
        Refused(OpCode.SetAcl, ErrorCode.BadVersion, "of another ACL version",
            c => c.Client.SetAclAsync(c.Root / "x", Acl.Open, aclVersion: 3).AsTask(), WriteCases.CreateAsync,
            tries: BadInput.WrongVersion),
        Refused(OpCode.SetAcl, ErrorCode.InvalidAcl, "with an empty ACL",
            c => c.Client.SetAclAsync(c.Root / "x", []).AsTask(), WriteCases.CreateAsync),
        Refused(OpCode.SetAcl, ErrorCode.InvalidAcl, "with a malformed address",
            c => c.Client.SetAclAsync(c.Root / "x", [new Acl(Permissions.All, new AuthId("ip", "10.0.0.0/99"))])
                .AsTask(),
            WriteCases.CreateAsync),
        Refused(OpCode.SetAcl, ErrorCode.InvalidAcl, "with an unknown scheme",
            c => c.Client.SetAclAsync(c.Root / "x", [new Acl(Permissions.All, new AuthId("nobody-knows", "x"))])
                .AsTask(),
            WriteCases.CreateAsync),
        Refused(OpCode.SetAcl, ErrorCode.InvalidAcl, "with a malformed digest",
            c => c.Client.SetAclAsync(c.Root / "x", [new Acl(Permissions.All, new AuthId("digest", "no-colon"))])
                .AsTask(),
            WriteCases.CreateAsync, tries: BadInput.MalformedAcl),
        Refused(OpCode.SetAcl, ErrorCode.InvalidAcl, "to the creator's of nobody",
            c => c.Client.SetAclAsync(c.Root / "x", Acl.CreatorAll).AsTask(), WriteCases.CreateAsync),
        Refused(OpCode.SetAcl, ErrorCode.BadArguments, "with an ACL that no frame holds",
            c => c.Client.SetAclAsync(c.Root / "x", TooLarge).AsTask(), WriteCases.CreateAsync,
            tries: BadInput.TooLarge),
        Refused(OpCode.SetAcl, ErrorCode.NoAuth, "of a znode that may only be read",
            c => c.Client.SetAclAsync(c.Root / "locked", Acl.Open).AsTask(), CreateLocked),
        new("Auth is refused with AuthFailed for a scheme that nobody knows, and the client stops", AuthFailsAsync,
            ContractNeeds.None, [new Refusal(OpCode.Auth, ErrorCode.AuthFailed)]),
    ];

    /// <summary>A znode "locked" with a child, which everybody may read and nobody change.</summary>
    public static async Task CreateLocked(ContractContext c)
    {
        ICoordinationClient owner = await OwnerAsync(c);
        await owner.CreateAsync(c.Root / "locked");
        await owner.CreateAsync(c.Root / "locked" / "child");
        await owner.SetAclAsync(
            c.Root / "locked", [.. Acl.ReadOnly, new Acl(Permissions.All, AuthId.Creator)]);
        await owner.DisposeAsync();
    }

    /// <summary>A znode "hidden" that nobody may read but its owner.</summary>
    public static async Task CreateHidden(ContractContext c)
    {
        ICoordinationClient owner = await OwnerAsync(c);
        await owner.CreateAsync(c.Root / "hidden", options: new CreateOptions { Acl = Acl.CreatorAll });
        await owner.DisposeAsync();
    }

    /// <summary>A client that has proven to be the owner of what is locked and hidden.</summary>
    public static async Task<ICoordinationClient> OwnerAsync(ContractContext c)
    {
        ICoordinationClient owner = await c.ConnectAsync();
        await owner.AddAuthAsync("digest", Credentials);
        return owner;
    }

    private static async Task SetAsync(ContractContext c)
    {
        await WriteCases.CreateAsync(c);
        Acl[] acl =
            [new Acl(Permissions.All, AuthId.Anyone), new Acl(Permissions.Read, new AuthId("ip", "10.0.0.0/8"))];

        Stat set = await c.Client.SetAclAsync(c.Root / "x", acl, aclVersion: 0);
        GetAclResponse read = await c.Client.GetAclAsync(c.Root / "x");

        Expect.Equal((1, 0), (set.Aversion, set.Version));
        Expect.Equal(set, read.Stat);
        Expect.Sequence(acl, read.Acl);
    }

    private static async Task CreatorAsync(ContractContext c)
    {
        await CreateHidden(c);
        ICoordinationClient same = await OwnerAsync(c);

        Expect.True(await same.TryGetAsync(c.Root / "hidden") is not null);
        await Expect.RefusedAsync(ErrorCode.NoAuth, () => c.Client.GetAsync(c.Root / "hidden").AsTask());
        await same.DeleteAsync(c.Root / "hidden");
    }

    private static async Task WhoAmIAsync(ContractContext c)
    {
        ICoordinationClient owner = await OwnerAsync(c);

        Expect.True((await owner.WhoAmIAsync()).Contains(new AuthId("digest", "ann")));
    }

    private static async Task MaskedAsync(ContractContext c)
    {
        await CreateLocked(c);
        ICoordinationClient owner = await OwnerAsync(c);

        string seen = (await c.Client.GetAclAsync(c.Root / "locked"))
            .Acl.Single(acl => acl.Id.Scheme == "digest").Id.Id;
        string own = (await owner.GetAclAsync(c.Root / "locked")).Acl.Single(acl => acl.Id.Scheme == "digest").Id.Id;

        Expect.Equal("ann:x", seen);
        Expect.True(own.Length > "ann:x".Length);
    }

    private static async Task NotInheritedAsync(ContractContext c)
    {
        await CreateLocked(c);

        await c.Client.SetAsync(c.Root / "locked" / "child", new byte[] { 1 });

        Expect.True(await c.Client.ExistsAsync(c.Root / "locked" / "child") is { Version: 1 });
    }

    private static async Task AuthFailsAsync(ContractContext c)
    {
        ICoordinationClient other = await c.ConnectAsync();

        await Expect.RefusedAsync(
            ErrorCode.AuthFailed, () => other.AddAuthAsync("nobody-knows", Credentials).AsTask());

        Expect.Equal(ConnectionState.AuthFailed, other.State);
    }
}
