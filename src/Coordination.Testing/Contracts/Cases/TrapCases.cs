using Coordination.Requests;
using Coordination.Transports;
using static Coordination.Testing.Contracts.ContractCases;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>Where ZooKeeper is not what one expects, and a compatible ensemble must be the same.</summary>
internal static class TrapCases
{
    private static readonly byte[] Data = [7];

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        Case("Trap: cversion counts creations twice, less the children there are; sequence numbers count creations",
            CversionAsync),
        Case(
            "Trap: a data watch on a znode deleted and created again while away fires NodeDataChanged", RecreatedAsync),
        Case("Trap: persistent and recursive watches are replayed after a reconnect", ReplayedAsync,
            ContractNeeds.Replay),
        Case("Trap: an event carries the zxid of its change", EventZxidAsync, ContractNeeds.Replay),
        new("Trap: check outside of a transaction is refused and harms nothing", CheckAloneAsync, ContractNeeds.None,
            [new Refusal(OpCode.Check, ErrorCode.Unimplemented)]),
        Case("Trap: a create in a transaction answers its path and stat", CreateInMultiAsync),
        Case("Trap: a wrong password and an unknown session are both answered with time-out 0", WrongPasswordAsync),
        Case("Trap: a reconnect gets the same session or none, never silently another", SameOrNoneAsync),
        Case("Trap: reads count as signs of life", ReadsKeepAliveAsync, ContractNeeds.Time),
        Case("Trap: owners of containers and of znodes with a time to live are hidden", OwnersAsync,
            ContractNeeds.TimeToLive),
        Case("Trap: a client that has seen more than the server is refused", AheadAsync),
    ];

    private static async Task CversionAsync(ContractContext c)
    {
        for (int i = 0; i < 3; i++)
            await c.Client.CreateAsync(c.Root / $"x{i}");
        await c.Client.DeleteAsync(c.Root / "x0");

        Stat stat = (await c.Client.GetAsync(c.Root)).Stat;
        ZPath next = await c.Client.CreateAsync(c.Root / "n-", mode: CreateMode.PersistentSequential);

        Expect.Equal((2 * 3) - 2, stat.Cversion);
        Expect.Equal(c.Root / "n-0000000003", next);
    }

    private static async Task RecreatedAsync(ContractContext c)
    {
        await WriteCases.CreateAsync(c);
        BareConnection connection = await c.OpenAsync();
        Zxid seen = (await connection.SendAsync(new ExistsRequest(c.Root))).Zxid;
        await c.Client.DeleteAsync(c.Root / "x");
        await WriteCases.CreateAsync(c);

        await connection.SendAsync(new SetWatchesRequest(seen, [c.Root / "x"], [], [], [], []));

        Expect.Sequence(
            [(WatchEventType.NodeDataChanged, c.Root / "x")], connection.Events.Select(e => (e.Type, e.Path)));
    }

    private static async Task ReplayedAsync(ContractContext c)
    {
        BareConnection connection = await c.OpenAsync();
        Zxid seen = (await connection.SendAsync(new ExistsRequest(c.Root))).Zxid;
        await WriteCases.CreateAsync(c);
        await c.Client.SetAsync(c.Root / "x", Data);

        Answer<Response> answer =
            await connection.SendAsync(new SetWatchesRequest(seen, [], [], [], [], [c.Root]));

        Expect.True(answer.Body is SetWatchesResponse { IsComplete: true });
        Expect.Sequence(
            [(WatchEventType.NodeCreated, c.Root / "x"), (WatchEventType.NodeDataChanged, c.Root / "x")],
            connection.Events.Select(e => (e.Type, e.Path)));
    }

    private static async Task EventZxidAsync(ContractContext c)
    {
        BareConnection connection = await c.OpenAsync();
        await connection.SendAsync(new ExistsRequest(c.Root / "x", Watch: true));

        CreateResponse created = await c.Client.CreateWithStatAsync(c.Root / "x");
        await connection.SendAsync(new SyncRequest(c.Root));

        Expect.Equal(created.Stat.Czxid, connection.Events.Single().Zxid);
    }

    private static async Task CheckAloneAsync(ContractContext c)
    {
        BareConnection connection = await c.OpenAsync();
        await connection.SendAsync(new ExistsRequest(c.Root / "x", Watch: true));
        string before = await c.DescribeAsync();

        Answer<Response> answer = await connection.SendAsync(new CheckVersionRequest(c.Root, -1));

        Expect.Equal(ErrorCode.Unimplemented, answer.Code);
        Expect.Equal(before, await c.DescribeAsync());

        // Neither the connection nor its watches have suffered.
        await WriteCases.CreateAsync(c);
        Expect.Equal(ErrorCode.Ok, (await connection.SendAsync(new ExistsRequest(c.Root / "x"))).Code);
        Expect.Sequence([WatchEventType.NodeCreated], connection.Events.Select(change => change.Type));
    }

    private static async Task CreateInMultiAsync(ContractContext c)
    {
        BareConnection connection = await c.OpenAsync();

        Answer<Response> answer = await connection.SendAsync(new MultiRequest(
            [new CreateRequest(c.Root / "x", Data, Acl.Open, CreateMode.Persistent, WithStat: true)]));

        var multi = (MultiResponse)answer.Body!; // Not null: it succeeded.
        Expect.True(multi.Results.Single().Body is CreateResponse created && created.Path == c.Root / "x"
            && created.Stat.Czxid == answer.Zxid);
    }

    private static async Task WrongPasswordAsync(ContractContext c)
    {
        BareConnection owner = await c.OpenAsync();
        BareConnection wrong = await c.OpenAsync(new SessionTicket(owner.Session.Session, default));
        BareConnection unknown = await c.OpenAsync(new SessionTicket(new SessionId(0x7fff_0000_0000_0001), default));

        Expect.Equal((0, SessionId.None), (wrong.Session.TimeoutMs, wrong.Session.Session));
        Expect.Equal((0, SessionId.None), (unknown.Session.TimeoutMs, unknown.Session.Session));
    }

    private static async Task SameOrNoneAsync(ContractContext c)
    {
        BareConnection first = await c.OpenAsync();
        var ticket = new SessionTicket(first.Session.Session, first.Session.Password);
        await first.DisposeAsync();
        BareConnection again = await c.OpenAsync(ticket);
        SessionId same = again.Session.Session;
        await again.SendAsync(new CloseSessionRequest());
        BareConnection late = await c.OpenAsync(ticket);

        Expect.Equal(ticket.Id, same);
        Expect.Equal(SessionId.None, late.Session.Session);
    }

    private static async Task ReadsKeepAliveAsync(ContractContext c)
    {
        BareConnection reader = await c.OpenAsync(timeout: c.SafeTime);
        await reader.SendAsync(new CreateRequest(c.Root / "e", Data, Acl.Open, CreateMode.Ephemeral));

        // Often, so that a machine that is late by most of the time-out does not end it.
        for (int i = 0; i < 8; i++)
        {
            await c.DelayAsync(TimeSpan.FromMilliseconds(reader.Session.TimeoutMs / 5));
            Expect.Equal(ErrorCode.Ok, (await reader.SendAsync(new ExistsRequest(c.Root / "e"))).Code);
        }
    }

    private static async Task OwnersAsync(ContractContext c)
    {
        var life = new CreateOptions { TimeToLive = TimeSpan.FromHours(1) };
        await c.Client.CreateAsync(c.Root / "c", mode: CreateMode.Container);
        await c.Client.CreateAsync(c.Root / "t", mode: CreateMode.PersistentWithTtl, options: life);

        Expect.Equal(SessionId.None, (await c.Client.GetAsync(c.Root / "c")).Stat.EphemeralOwner);
        Expect.Equal(SessionId.None, (await c.Client.GetAsync(c.Root / "t")).Stat.EphemeralOwner);
    }

    private static async Task AheadAsync(ContractContext c)
    {
        Zxid seen = (await (await c.OpenAsync()).SendAsync(new ExistsRequest(c.Root))).Zxid;

        BareConnection ahead = await c.OpenAsync(lastZxid: new Zxid(long.MaxValue));
        BareConnection level = await c.OpenAsync(lastZxid: seen);

        // Over the wire a connection that is refused ends without a word.
        Expect.True(ahead.Closed is CloseReason.Refused or CloseReason.Disconnected);
        Expect.Equal(SessionId.None, ahead.Session.Session);
        Expect.Equal(null, level.Closed);
        Expect.Equal(ErrorCode.Ok, (await level.SendAsync(new ExistsRequest(c.Root))).Code);
    }
}
