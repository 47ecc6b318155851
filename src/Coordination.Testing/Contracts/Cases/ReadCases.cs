using Coordination.Requests;
using Coordination.Transports;
using static Coordination.Testing.Contracts.ContractCases;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>Reads, and how they are refused.</summary>
internal static class ReadCases
{
    public static IReadOnlyList<ContractCase> All { get; } =
    [
        Case("Children are listed by name, with the stat of their parent", ChildrenAsync),
        Case("All descendants are counted, the znode itself not", CountAsync),
        Case("A client is told its own ephemeral znodes, below a prefix", EphemeralsAsync),
        Case("Several reads answer each by itself", ReadManyAsync),
        Case("The ensemble's configuration can be read", async c =>
            Expect.Equal("/zookeeper/config", (await c.Client.GetConfigAsync()).Path.Value)),
        Case("A linearizable read goes behind a sync and shows what another client has completed", LinearizableAsync),
        Missing(OpCode.Exists, async (c, path) =>
        {
            Expect.Equal(null, await c.Client.ExistsAsync(path));
            Answer<Response> bare = await (await c.OpenAsync()).SendAsync(new ExistsRequest(path));
            Expect.Equal(ErrorCode.NoNode, bare.Code);
        }),
        Missing(OpCode.GetData, async (c, path) =>
        {
            Expect.True(await c.Client.TryGetAsync(path) is null);
            await Expect.RefusedAsync(ErrorCode.NoNode, () => c.Client.GetAsync(path).AsTask());
        }),
        Missing(OpCode.GetChildren2, (c, path) =>
            Expect.RefusedAsync(ErrorCode.NoNode, () => c.Client.GetChildrenAsync(path).AsTask())),
        Missing(OpCode.GetAcl, (c, path) =>
            Expect.RefusedAsync(ErrorCode.NoNode, () => c.Client.GetAclAsync(path).AsTask())),
        Missing(OpCode.GetAllChildrenNumber, (c, path) =>
            Expect.RefusedAsync(ErrorCode.NoNode, () => c.Client.GetAllChildrenNumberAsync(path).AsTask())),
        Refused(OpCode.Exists, ErrorCode.NoAuth, "of a znode that may not be read",
            c => c.Client.ExistsAsync(c.Root / "hidden").AsTask(), AclCases.CreateHidden),
        Refused(OpCode.GetData, ErrorCode.NoAuth, "of a znode that may not be read",
            c => c.Client.GetAsync(c.Root / "hidden").AsTask(), AclCases.CreateHidden),
        Refused(OpCode.GetChildren2, ErrorCode.NoAuth, "of a znode that may not be read",
            c => c.Client.GetChildrenAsync(c.Root / "hidden").AsTask(), AclCases.CreateHidden),
        Refused(OpCode.GetAcl, ErrorCode.NoAuth, "of a znode that may be neither read nor administered",
            c => c.Client.GetAclAsync(c.Root / "hidden").AsTask(), AclCases.CreateHidden),
        Refused(OpCode.GetAllChildrenNumber, ErrorCode.NoAuth, "of a znode that may not be read",
            c => c.Client.GetAllChildrenNumberAsync(c.Root / "hidden").AsTask(), AclCases.CreateHidden),
        new("MultiRead answers NoNode and NoAuth for the read concerned", ReadManyRefusedAsync, ContractNeeds.None,
            [new Refusal(OpCode.MultiRead, ErrorCode.NoNode), new Refusal(OpCode.MultiRead, ErrorCode.NoAuth)])
        {
            Tries = [new Trial(nameof(OpCode.MultiRead), BadInput.Missing)],
        },
    ];

    private static ContractCase Missing(OpCode operation, Func<ContractContext, ZPath, Task> call) => new(
        $"{operation} answers NoNode where there is no znode",
        c => call(c, c.Root / "missing"), ContractNeeds.None, [new Refusal(operation, ErrorCode.NoNode)])
    {
        Tries = [new Trial(operation.ToString(), BadInput.Missing)],
    };

    private static async Task ChildrenAsync(ContractContext c)
    {
        await c.Client.CreateAsync(c.Root / "b");
        await c.Client.CreateAsync(c.Root / "a");

        ZChildren children = await c.Client.GetChildrenAsync(c.Root);

        Expect.Sequence(["a", "b"], children.Names.Order(StringComparer.Ordinal));
        Expect.Equal((await c.Client.GetAsync(c.Root)).Stat, children.Stat);
    }

    private static async Task CountAsync(ContractContext c)
    {
        await c.Client.EnsurePathAsync(c.Root / "a" / "b" / "c");
        await c.Client.CreateAsync(c.Root / "d");

        Expect.Equal(4, await c.Client.GetAllChildrenNumberAsync(c.Root));
    }

    private static async Task EphemeralsAsync(ContractContext c)
    {
        await c.Client.CreateAsync(c.Root / "a1", mode: CreateMode.Ephemeral);
        await c.Client.CreateAsync(c.Root / "b1", mode: CreateMode.Ephemeral);
        ICoordinationClient other = await c.ConnectAsync();
        await other.CreateAsync(c.Root / "a2", mode: CreateMode.Ephemeral);

        Expect.Sequence([c.Root / "a1"], await c.Client.GetEphemeralsAsync(c.Root / "a"));
        Expect.Sequence([c.Root / "a2"], await other.GetEphemeralsAsync());
    }

    private static async Task ReadManyAsync(ContractContext c)
    {
        await c.Client.CreateAsync(c.Root / "x", new byte[] { 7 });

        IReadOnlyList<OperationResult> results =
            await c.Client.ReadManyAsync([new GetDataRequest(c.Root / "x"), new GetChildrenRequest(c.Root)]);

        Expect.Sequence([ErrorCode.Ok, ErrorCode.Ok], results.Select(result => result.Code));
        Expect.True(results[0].Body is GetDataResponse { Data.Length: 1 });
        Expect.True(results[1].Body is GetChildrenResponse { Children: ["x"] });
    }

    private static async Task ReadManyRefusedAsync(ContractContext c)
    {
        await AclCases.CreateHidden(c);

        IReadOnlyList<OperationResult> results = await c.Client.ReadManyAsync(
            [new GetDataRequest(c.Root / "missing"), new GetDataRequest(c.Root / "hidden"),
                new GetDataRequest(c.Root)]);

        Expect.Sequence([ErrorCode.NoNode, ErrorCode.NoAuth, ErrorCode.Ok], results.Select(result => result.Code));
    }

    private static async Task LinearizableAsync(ContractContext c)
    {
        ICoordinationClient other = await c.ConnectAsync();
        await other.CreateAsync(c.Root / "x");

        var options = new ReadOptions { Consistency = ReadConsistency.Linearizable };
        int syncs = c.Witness.AnswersTo(OpCode.Sync);

        Expect.True(await c.Client.ExistsAsync(c.Root / "x", options) is not null);

        // Without one it may be served by a replica that lags, which is not to be had in every ensemble.
        Expect.Equal(syncs + 1, c.Witness.AnswersTo(OpCode.Sync));
    }
}
