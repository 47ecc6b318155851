using Coordination.Requests;
using static Coordination.Testing.Contracts.ContractCases;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>Delete, set and their versions.</summary>
internal static class WriteCases
{
    /// <summary>One byte more than a znode holds by default (<c>jute.maxbuffer</c>).</summary>
    public const int TooMuch = 0xfffff + 1;

    private static readonly byte[] Data = [9];

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        Case("Setting data raises the version and the zxid, and leaves the rest", SetAsync),
        Case("Data of no bytes can be set, and is read as such", SetEmptyAsync),
        Case("A version that is the znode's lets a write through", VersionAsync),
        Case("Deleting a znode changes its parent's children and nothing else of it", DeleteAsync),
        Case("Calls of one client take effect in the order in which they were made", OrderAsync),
        Case("Sync answers the path that it was asked for", c => c.Client.SyncAsync(c.Root).AsTask()),
        Refused(OpCode.Delete, ErrorCode.NoNode, "where there is none", c =>
            c.Client.DeleteAsync(c.Root / "x").AsTask(), tries: BadInput.Missing),
        Refused(OpCode.Delete, ErrorCode.BadVersion, "of another version",
            c => c.Client.DeleteAsync(c.Root / "x", version: 1).AsTask(), CreateAsync, tries: BadInput.WrongVersion),
        Refused(OpCode.Delete, ErrorCode.NotEmpty, "of a znode with children",
            c => c.Client.DeleteAsync(c.Root / "x").AsTask(), CreateWithChildAsync),
        Refused(OpCode.Delete, ErrorCode.BadArguments, "of the root", c => c.Client.DeleteAsync(ZPath.Root).AsTask()),
        Refused(OpCode.Delete, ErrorCode.BadArguments, "of a reserved znode",
            c => c.Client.DeleteAsync("/zookeeper").AsTask()),
        Refused(OpCode.Delete, ErrorCode.NoAuth, "below a znode that may only be read",
            c => c.Client.DeleteAsync(c.Root / "locked" / "child").AsTask(), AclCases.CreateLocked),
        Refused(OpCode.SetData, ErrorCode.NoNode, "where there is none",
            c => c.Client.SetAsync(c.Root / "x", Data).AsTask(), tries: BadInput.Missing),
        Refused(OpCode.SetData, ErrorCode.BadVersion, "of another version",
            c => c.Client.SetAsync(c.Root / "x", Data, version: 3).AsTask(), CreateAsync, tries: BadInput.WrongVersion),
        Refused(OpCode.SetData, ErrorCode.NoAuth, "of a znode that may only be read",
            c => c.Client.SetAsync(c.Root / "locked", Data).AsTask(), AclCases.CreateLocked),
        Refused(OpCode.SetData, ErrorCode.BadArguments, "with more data than a znode holds",
            c => c.Client.SetAsync(c.Root / "x", new byte[TooMuch]).AsTask(), CreateAsync, tries: BadInput.TooLarge),
    ];

    public static Task CreateAsync(ContractContext c) => c.Client.CreateAsync(c.Root / "x", Data).AsTask();

    public static async Task CreateWithChildAsync(ContractContext c)
    {
        await CreateAsync(c);
        await c.Client.CreateAsync(c.Root / "x" / "y");
    }

    private static async Task SetAsync(ContractContext c)
    {
        CreateResponse created = await c.Client.CreateWithStatAsync(c.Root / "x", Data);

        Stat set = await c.Client.SetAsync(c.Root / "x", new byte[] { 1, 2 });
        ZNode read = await c.Client.GetAsync(c.Root / "x");

        Expect.Equal(set, read.Stat);
        Expect.True(set.Mzxid > created.Stat.Mzxid && set.MtimeMs >= created.Stat.MtimeMs);
        Expect.Equal(
            created.Stat with { Mzxid = set.Mzxid, MtimeMs = set.MtimeMs, Version = 1, DataLength = 2 }, set);
    }

    private static async Task SetEmptyAsync(ContractContext c)
    {
        await CreateAsync(c);

        await c.Client.SetAsync(c.Root / "x", default);

        Expect.Equal(0, (await c.Client.GetAsync(c.Root / "x")).Data.Length);
    }

    private static async Task VersionAsync(ContractContext c)
    {
        await CreateAsync(c);

        Stat set = await c.Client.SetAsync(c.Root / "x", Data, version: 0);
        await c.Client.DeleteAsync(c.Root / "x", set.Version);

        Expect.Equal(null, await c.Client.ExistsAsync(c.Root / "x"));
    }

    private static async Task DeleteAsync(ContractContext c)
    {
        await CreateAsync(c);
        Stat before = (await c.Client.GetAsync(c.Root)).Stat;

        await c.Client.DeleteAsync(c.Root / "x");
        Stat after = (await c.Client.GetAsync(c.Root)).Stat;

        Expect.True(after.Pzxid > before.Pzxid);
        Expect.Equal(before with { Pzxid = after.Pzxid, Cversion = before.Cversion + 1, NumChildren = 0 }, after);
    }

    private static async Task OrderAsync(ContractContext c)
    {
        Task<ZPath> create = c.Client.CreateAsync(c.Root / "x").AsTask();
        Task<Stat>[] sets = [.. Enumerable.Range(0, 20).Select(i => c.Client.SetAsync(c.Root / "x", Data, i).AsTask())];
        Task<ZNode> read = c.Client.GetAsync(c.Root / "x").AsTask();
        await create;

        Expect.Sequence(Enumerable.Range(1, 20), (await Task.WhenAll(sets)).Select(stat => stat.Version));
        Expect.Equal(20, (await read).Stat.Version);
    }
}
