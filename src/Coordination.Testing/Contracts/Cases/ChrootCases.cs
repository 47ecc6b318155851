using Coordination.Requests;
using static Coordination.Testing.Contracts.ContractCases;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>A client with a root of its own.</summary>
internal static class ChrootCases
{
    private static readonly byte[] Data = [3];

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        Case("Behind a chroot every path is below it", PathsAsync),
        Case("Behind a chroot events and errors name paths as the client sees them", EventsAsync),
        Case("Behind a chroot the configuration is the ensemble's", async c =>
            Expect.Equal("/zookeeper/config", (await (await BehindAsync(c)).GetConfigAsync()).Path.Value)),
    ];

    private static async Task<ICoordinationClient> BehindAsync(ContractContext c) =>
        await c.ConnectAsync(new CoordinationClientOptions { Chroot = c.Root });

    private static async Task PathsAsync(ContractContext c)
    {
        ICoordinationClient behind = await BehindAsync(c);

        ZPath created = await behind.CreateAsync("/n-", Data, CreateMode.PersistentSequential);
        await behind.Transaction().Create("/t").Create("/t/u", Data).CommitAsync();
        IReadOnlyList<OperationResult> many = await behind.ReadManyAsync([new GetDataRequest("/t/u")]);

        Expect.Equal("/n-0000000000", created.Value);
        Expect.True(await c.Client.ExistsAsync(c.Root / "n-0000000000") is not null);
        Expect.True(await c.Client.ExistsAsync(c.Root / "t" / "u") is not null);
        Expect.Equal(ErrorCode.Ok, many.Single().Code);
        Expect.Sequence(
            ["n-0000000000", "t"], (await behind.GetChildrenAsync("/")).Names.Order(StringComparer.Ordinal));
        Expect.Equal("/t/u", (await behind.GetAsync("/t/u")).Path.Value);
    }

    private static async Task EventsAsync(ContractContext c)
    {
        ICoordinationClient behind = await BehindAsync(c);
        await using IAsyncEnumerator<WatchEvent> stream =
            behind.WatchAsync("/", new WatchOptions { Recursive = true }).GetAsyncEnumerator();
        await stream.MoveNextAsync();

        await c.Client.CreateAsync(c.Root / "x");
        await stream.MoveNextAsync();
        RequestRejectedException refused =
            await Expect.RefusedAsync(ErrorCode.NodeExists, () => behind.CreateAsync("/x").AsTask());

        Expect.Equal("/x", stream.Current.Path.Value);
        Expect.Equal("/x", refused.Path?.Value);
    }
}
