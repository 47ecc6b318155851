using Coordination.Requests;
using static Coordination.Testing.Contracts.ContractCases;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>Sessions: negotiated, taken over, ended, followed by the next.</summary>
internal static class SessionCases
{
    private static readonly byte[] Data = [8];

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        Case("A session has an id, a time-out, and is valid", StandsAsync),
        Case("A time-out that is too long is granted shorter, and the client is told", ClampedAsync),
        Case("A session that is taken over keeps its ephemeral znodes", TakenOverAsync),
        Case("The older of two connections of one session is closed", OlderClosesAsync),
        Case("After a lost session the client has another, and what was held is reported lost", NextAsync),
        Case("A session is kept alive while its client has nothing to ask", KeptAliveAsync, ContractNeeds.Time),
        Case("Closing a session deletes its ephemeral znodes as one change", ClosesAtOnceAsync),
    ];

    /// <summary>Ends a client's session, as whoever has its ticket can; waits until the client knows.</summary>
    public static async Task EndSessionAsync(ContractContext c, ICoordinationClient client)
    {
        ICoordinationSession session = client.Session;
        BareConnection thief = await c.OpenAsync(session.Ticket);
        await thief.SendAsync(new CloseSessionRequest());
        await c.WaitUntilAsync(
            () => Task.FromResult(client.Session.Id != session.Id && client.State == ConnectionState.Connected),
            "the client has another session");
    }

    private static Task StandsAsync(ContractContext c)
    {
        ICoordinationSession session = c.Client.Session;

        Expect.True(session.Id != SessionId.None && session.Timeout > TimeSpan.Zero && session.IsValid);
        Expect.True(session.ValidUntil > c.TimeProvider.GetTimestamp());
        Expect.True(!session.Lost.IsCancellationRequested);
        Expect.Equal(session.Id, session.Ticket.Id);
        return Task.CompletedTask;
    }

    private static async Task ClampedAsync(ContractContext c)
    {
        ICoordinationClient other =
            await c.ConnectAsync(new CoordinationClientOptions { SessionTimeout = TimeSpan.FromHours(20) });

        Expect.True(other.Session.Timeout < TimeSpan.FromHours(20));
    }

    private static async Task TakenOverAsync(ContractContext c)
    {
        BareConnection first = await c.OpenAsync();
        await first.SendAsync(new CreateRequest(c.Root / "e", Data, Acl.Open, CreateMode.Ephemeral));
        var ticket = new SessionTicket(first.Session.Session, first.Session.Password);

        ICoordinationClient heir = await c.ConnectAsync(new CoordinationClientOptions { Resume = ticket });

        Expect.Equal(ticket.Id, heir.Session.Id);
        Expect.Equal(ticket.Id, (await heir.GetAsync(c.Root / "e")).Stat.EphemeralOwner);
    }

    private static async Task OlderClosesAsync(ContractContext c)
    {
        BareConnection older = await c.OpenAsync();
        BareConnection newer =
            await c.OpenAsync(new SessionTicket(older.Session.Session, older.Session.Password));

        await c.WaitUntilAsync(() => Task.FromResult(older.Closed is not null), "the older connection is closed");

        Expect.Equal(ErrorCode.Ok, (await newer.SendAsync(new ExistsRequest(c.Root))).Code);
    }

    private static async Task NextAsync(ContractContext c)
    {
        ICoordinationClient other = await c.ConnectAsync();
        await other.CreateAsync(c.Root / "e", mode: CreateMode.Ephemeral);
        ICoordinationSession before = other.Session;

        await EndSessionAsync(c, other);

        Expect.True(before.Lost.IsCancellationRequested && !before.IsValid);
        Expect.True(other.Session.IsValid);
        Expect.Equal(null, await other.ExistsAsync(c.Root / "e"));
    }

    private static async Task KeptAliveAsync(ContractContext c)
    {
        ICoordinationClient other =
            await c.ConnectAsync(new CoordinationClientOptions { SessionTimeout = c.SafeTime });
        SessionId before = other.Session.Id;

        await c.DelayAsync(other.Session.Timeout * 1.6);

        Expect.Equal(before, other.Session.Id);
        Expect.True(other.Session.IsValid);
    }

    private static async Task ClosesAtOnceAsync(ContractContext c)
    {
        ICoordinationClient other = await c.ConnectAsync();
        await other.CreateAsync(c.Root / "e1", mode: CreateMode.Ephemeral);
        await other.CreateAsync(c.Root / "e2", mode: CreateMode.Ephemeral);
        BareConnection watcher = await c.OpenAsync();
        await watcher.SendAsync(new AddWatchRequest(c.Root, AddWatchMode.PersistentRecursive));

        await other.DisposeAsync();
        await watcher.SendAsync(new SyncRequest(ZPath.Root));

        Expect.Sequence([c.Root / "e1", c.Root / "e2"], watcher.Events.Select(change => change.Path).Order());
        Expect.Equal(1, watcher.Events.Select(change => change.Zxid).Distinct().Count());
    }
}
