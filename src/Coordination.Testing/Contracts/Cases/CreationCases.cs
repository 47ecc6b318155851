using Coordination.Requests;
using static Coordination.Testing.Contracts.ContractCases;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>How each operation that creates is refused.</summary>
internal static class CreationCases
{
    /// <summary>Each operation that creates, with a mode of its own.</summary>
    public static readonly (OpCode Operation, CreateMode Mode)[] Kinds =
    [
        (OpCode.Create, CreateMode.Persistent),
        (OpCode.Create2, CreateMode.Persistent),
        (OpCode.CreateContainer, CreateMode.Container),
        (OpCode.CreateTtl, CreateMode.PersistentWithTtl),
    ];

    public static IReadOnlyList<ContractCase> All { get; } =
        [.. Kinds.SelectMany(kind => Of(kind.Operation, kind.Mode))];

    public static Task CreateAsync(
        ContractContext c, OpCode operation, CreateMode mode, ZPath path, int bytes = 0,
        IReadOnlyList<Acl>? acl = null)
    {
        TimeSpan? life = mode.HasTimeToLive() ? TimeSpan.FromHours(1) : null;
        var options = new CreateOptions { Acl = acl, TimeToLive = life };
        return operation == OpCode.Create
            ? c.Client.CreateAsync(path, new byte[bytes], mode, options).AsTask()
            : c.Client.CreateWithStatAsync(path, new byte[bytes], mode, options).AsTask();
    }

    private static IEnumerable<ContractCase> Of(OpCode operation, CreateMode mode)
    {
        ContractNeeds needs = mode.HasTimeToLive() ? ContractNeeds.TimeToLive : ContractNeeds.None;
        Task Create(ContractContext c, ZPath path, int bytes = 0, IReadOnlyList<Acl>? acl = null) =>
            CreateAsync(c, operation, mode, path, bytes, acl);

        yield return Refused(operation, ErrorCode.NoNode, "where the parent is missing",
            c => Create(c, c.Root / "missing" / "x"), needs: needs, tries: BadInput.Missing);
        yield return Refused(operation, ErrorCode.NodeExists, "where the znode is there",
            c => Create(c, c.Root / "x"), c => Create(c, c.Root / "x"), needs);
        yield return Refused(operation, ErrorCode.NodeExists, "for the root",
            c => Create(c, ZPath.Root), needs: needs);
        yield return Refused(operation, ErrorCode.NoChildrenForEphemerals, "below an ephemeral znode",
            c => Create(c, c.Root / "e" / "x"),
            c => c.Client.CreateAsync(c.Root / "e", mode: CreateMode.Ephemeral).AsTask(), needs);
        yield return Refused(operation, ErrorCode.InvalidAcl, "with an empty ACL",
            c => Create(c, c.Root / "x", acl: []), needs: needs);
        yield return Refused(operation, ErrorCode.InvalidAcl, "with an ACL of an unknown scheme",
            c => Create(c, c.Root / "x", acl: [new Acl(Permissions.All, new AuthId("nobody-knows", "x"))]),
                needs: needs);
        yield return Refused(operation, ErrorCode.InvalidAcl, "with a malformed digest in its ACL",
            c => Create(c, c.Root / "x", acl: [new Acl(Permissions.All, new AuthId("digest", "no-colon"))]),
                needs: needs, tries: BadInput.MalformedAcl);
        yield return Refused(operation, ErrorCode.InvalidAcl, "with the creator's ACL of nobody",
            c => Create(c, c.Root / "x", acl: Acl.CreatorAll), needs: needs);
        yield return Refused(operation, ErrorCode.NoAuth, "below a znode that may only be read",
            c => Create(c, c.Root / "locked" / "x"), AclCases.CreateLocked, needs);
        yield return Refused(operation, ErrorCode.BadArguments, "with more data than a znode holds",
            c => Create(c, c.Root / "x", bytes: WriteCases.TooMuch), needs: needs, tries: BadInput.TooLarge);
    }
}
