using Coordination.Requests;
using static Coordination.Testing.Contracts.ContractCases;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>What the seven kinds of znode are.</summary>
internal static class CreateModeCases
{
    private static readonly byte[] Data = [1, 2, 3];

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        .. Enum.GetValues<CreateMode>().Select(mode => Case(
            $"A znode of mode {mode} is created with its data, its stat and its owner",
            c => IsCreatedAsync(c, mode), mode.HasTimeToLive() ? ContractNeeds.TimeToLive : ContractNeeds.None)),
        Case("Sequential znodes get rising numbers of ten digits, which are never used twice", NumbersRiseAsync),
        Case("A sequential path may end in a slash", EndsInSlashAsync),
        Case("Ephemeral znodes go when their client is disposed", EphemeralsGoAsync),
        Case("Ephemeral znodes go when their session expires in silence", EphemeralsExpireAsync, ContractNeeds.Time),
        Case("Ephemeral znodes of a detached client stay while its session stands", EphemeralsStayAsync),
        Case("A container goes some time after its last child", ContainerGoesAsync, ContractNeeds.Time),
        Case("A container that never had a child stays while one that lost its last is reaped", ContainerStaysAsync,
            ContractNeeds.Time),
        Case("A znode whose time to live has passed goes, one that is set lives on",
            TimeToLiveAsync, ContractNeeds.Time | ContractNeeds.TimeToLive),
    ];

    private static async Task IsCreatedAsync(ContractContext c, CreateMode mode)
    {
        var options = new CreateOptions { TimeToLive = mode.HasTimeToLive() ? TimeSpan.FromHours(1) : null };
        CreateResponse created = await c.Client.CreateWithStatAsync(c.Root / "x", Data, mode, options);
        ZNode read = await c.Client.GetAsync(created.Path);

        Expect.Equal(mode.IsSequential() ? c.Root / "x0000000000" : c.Root / "x", created.Path);
        Expect.Equal(created.Stat, read.Stat);
        Expect.Sequence(Data, read.Data.ToArray());
        Expect.Equal(mode.IsEphemeral() ? c.Client.Session.Id : SessionId.None, read.Stat.EphemeralOwner);
        Expect.Equal(Data.Length, read.Stat.DataLength);
        Expect.Equal((0, 0, 0, 0), (read.Stat.Version, read.Stat.Cversion, read.Stat.Aversion, read.Stat.NumChildren));
        Expect.True(read.Stat.Czxid > Zxid.None && read.Stat.Czxid == read.Stat.Mzxid
            && read.Stat.Czxid == read.Stat.Pzxid);
        Expect.Equal(read.Stat.CtimeMs, read.Stat.MtimeMs);
    }

    private static async Task NumbersRiseAsync(ContractContext c)
    {
        ZPath first = await c.Client.CreateAsync(c.Root / "n-", mode: CreateMode.PersistentSequential);
        ZPath second = await c.Client.CreateAsync(c.Root / "m-", mode: CreateMode.EphemeralSequential);
        await c.Client.DeleteAsync(second);
        ZPath third = await c.Client.CreateAsync(c.Root / "n-", mode: CreateMode.PersistentSequential);

        Expect.Sequence(
            [c.Root / "n-0000000000", c.Root / "m-0000000001", c.Root / "n-0000000002"], [first, second, third]);
    }

    private static async Task EndsInSlashAsync(ContractContext c)
    {
        ZPath path = await c.Client.CreateAsync(
            ZPath.SequentialPrefix(c.Root.Value + "/"), mode: CreateMode.PersistentSequential);

        Expect.Equal(c.Root / "0000000000", path);
    }

    private static async Task EphemeralsGoAsync(ContractContext c)
    {
        ICoordinationClient other = await c.ConnectAsync();
        await other.CreateAsync(c.Root / "e", mode: CreateMode.Ephemeral);

        await other.DisposeAsync();

        Expect.Equal(null, await c.Client.ExistsAsync(c.Root / "e"));
    }

    private static async Task EphemeralsExpireAsync(ContractContext c)
    {
        BareConnection silent = await c.OpenAsync(timeout: c.ShortTime);
        await silent.SendAsync(new CreateRequest(c.Root / "e", Data, Acl.Open, CreateMode.Ephemeral));
        Stat before = (await c.Client.GetAsync(c.Root)).Stat;

        await c.WaitUntilAsync(async () => await c.Client.ExistsAsync(c.Root / "e") is null, "the session expires");

        Stat after = (await c.Client.GetAsync(c.Root)).Stat;
        Expect.Equal((before.NumChildren - 1, before.Cversion + 1), (after.NumChildren, after.Cversion));
    }

    private static async Task EphemeralsStayAsync(ContractContext c)
    {
        ICoordinationClient other = await c.ConnectAsync();
        await other.CreateAsync(c.Root / "e", mode: CreateMode.Ephemeral);
        SessionTicket ticket = other.Session.Ticket;

        await other.DetachAsync();
        ICoordinationClient heir = await c.ConnectAsync(new CoordinationClientOptions { Resume = ticket });

        Expect.Equal(ticket.Id, heir.Session.Id);
        Expect.Sequence([c.Root / "e"], await heir.GetEphemeralsAsync(c.Root));
    }

    private static async Task ContainerGoesAsync(ContractContext c)
    {
        await c.Client.CreateAsync(c.Root / "c", mode: CreateMode.Container);
        await c.Client.CreateAsync(c.Root / "c" / "x");
        await c.Client.DeleteAsync(c.Root / "c" / "x");

        await c.WaitUntilAsync(async () => await c.Client.ExistsAsync(c.Root / "c") is null, "the container is reaped");
    }

    private static async Task ContainerStaysAsync(ContractContext c)
    {
        await c.Client.CreateAsync(c.Root / "new", mode: CreateMode.Container);

        await ContainerGoesAsync(c);

        Expect.True(await c.Client.ExistsAsync(c.Root / "new") is { NumChildren: 0 });
    }

    private static async Task TimeToLiveAsync(ContractContext c)
    {
        var options = new CreateOptions { TimeToLive = c.ShortTime };
        await c.Client.CreateAsync(c.Root / "goes", mode: CreateMode.PersistentWithTtl, options: options);
        await c.Client.CreateAsync(c.Root / "stays", mode: CreateMode.PersistentWithTtl, options: options);

        await c.WaitUntilAsync(async () =>
        {
            await c.Client.SetAsync(c.Root / "stays", Data);
            return await c.Client.ExistsAsync(c.Root / "goes") is null;
        }, "the znode is reaped");

        Expect.True(await c.Client.ExistsAsync(c.Root / "stays") is not null);
    }
}
