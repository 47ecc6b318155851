using Coordination.Requests;
using Coordination.Transports;
using static Coordination.Testing.Contracts.ContractCases;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>
/// What a client says of a call, whichever, when no answer came: whether it happened, and why nobody knows.
/// </summary>
internal static class CallCases
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    private static IEnumerable<ClientOperation> WithChoices => ClientOperation.All.Where(o => o.TakesChoices);

    private static IEnumerable<ClientOperation> WithSession => ClientOperation.All.Where(o => o.EndsWithSession);

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        .. WithChoices.Select(o => Of(o, ErrorCode.OperationTimeout, "when it is to fail fast and no server is there",
            c => Expect.RefusedAsync(ErrorCode.OperationTimeout, () =>
                c.CallAsync(o, c.StartCutOff(), c.Root / "x", new CallChoices { FailFast = true })))),
        .. WithChoices.Select(o => Of(o, ErrorCode.OperationTimeout, "when its deadline passes before it was sent",
            c => Expect.RefusedAsync(ErrorCode.OperationTimeout, () =>
                c.CallAsync(o, c.StartCutOff(), c.Root / "x", new CallChoices { Deadline = Soon })))),
        .. WithChoices.Select(o => Of(o, ErrorCode.ThrottledOp, "when as many wait to be sent as may",
            c => TooManyWaitAsync(c, o))),
        .. WithChoices.Select(o => Of(o, ErrorCode.RequestTimeout, "when its deadline passes before its answer",
            c => TimesOutAsync(c, o))),
        .. WithChoices.Where(o => o.IsWrite).Select(o => Of(o, ErrorCode.ConnectionLoss,
            "when its client is disposed before its answer", c => IsUnknownAsync(c, o))),
        .. WithSession.Select(o => Of(o, ErrorCode.SessionExpired, "when its session is gone before it was sent",
            c => GoneUnsentAsync(c, o))),
        .. WithSession.Select(o => Of(o, ErrorCode.SessionExpired, "when its session is gone before its answer",
            c => GoneSentAsync(c, o), ContractNeeds.KeptAnswers)),
        .. ClientOperation.All.Select(o => Of(o, ErrorCode.AuthFailed, "on a client that was refused its identity",
            c => StoppedAsync(c, o))),
        Case("A write whose answer is lost is done once and answered after the reconnect", DoneOnceAsync,
            ContractNeeds.KeptAnswers),
        Case("A read whose answer is lost is answered after the reconnect", ReadAgainAsync),
        Case("A write whose connection is lost is done once, or its outcome is unknown", NeverTwiceAsync),
    ];

    private static ContractCase Of(
        ClientOperation operation, ErrorCode code, string when, Func<ContractContext, Task> run,
        ContractNeeds needs = ContractNeeds.None)
    {
        Refusal[] covers = operation.IsComposed ? [] : [new Refusal(operation.OpCode, code)];
        return new ContractCase($"{operation.Name} ends with {code} {when}", run, needs, covers);
    }

    private static async Task TooManyWaitAsync(ContractContext c, ClientOperation operation)
    {
        ICoordinationClient client = c.StartCutOff(new CoordinationClientOptions { MaxWaitingRequests = 1 });
        Task<ZNode> first = client.GetAsync(c.Root).AsTask();
        string before = await c.DescribeAsync();

        await Expect.RefusedAsync(
            ErrorCode.ThrottledOp, () => c.CallAsync(operation, client, c.Root / "x", default));

        Expect.Equal(before, await c.DescribeAsync());
        Expect.True(!first.IsCompleted);
    }

    private static async Task TimesOutAsync(ContractContext c, ClientOperation operation)
    {
        (ICoordinationClient client, FaultTransport link) = await c.ConnectByLinkAsync();
        link.Partition(requests: false);

        Task Call() => c.CallAsync(operation, client, c.Root / "x", new CallChoices { Deadline = Soon });

        if (operation.IsWrite)
            Expect.Equal(ErrorCode.RequestTimeout, (await Expect.ThrowsAsync<OutcomeUnknownException>(Call)).Code);
        else
            await Expect.RefusedAsync(ErrorCode.RequestTimeout, Call);
        link.Heal();
    }

    private static async Task IsUnknownAsync(ContractContext c, ClientOperation operation)
    {
        (ICoordinationClient client, FaultTransport link) =
            await c.ConnectByLinkAsync(new CoordinationClientOptions { CloseTimeout = TimeSpan.Zero });
        link.Partition();

        Task call = c.CallAsync(operation, client, c.Root / "x", default);
        await client.DisposeAsync();

        OutcomeUnknownException unknown = await Expect.ThrowsAsync<OutcomeUnknownException>(() => call);
        Expect.Equal(ErrorCode.ConnectionLoss, unknown.Code);
    }

    private static async Task GoneUnsentAsync(ContractContext c, ClientOperation operation)
    {
        (ICoordinationClient client, FaultTransport link) = await c.ConnectByLinkAsync();
        string before = await c.DescribeAsync();
        await CutOffAsync(c, client, link);

        Task call = c.CallAsync(operation, client, c.Root / "x", default);
        await EndSessionAsync(c, client);
        link.Heal();

        SessionExpiredException gone = await Expect.ThrowsAsync<SessionExpiredException>(() => call);
        Expect.Equal((ErrorCode.SessionExpired, false), (gone.Code, gone.MayHaveHappened));
        Expect.Equal(before, await c.DescribeAsync());
    }

    private static async Task GoneSentAsync(ContractContext c, ClientOperation operation)
    {
        (ICoordinationClient client, FaultTransport link) = await c.ConnectByLinkAsync();
        link.Partition();

        Task call = c.CallAsync(operation, client, c.Root / "x", default);
        await EndSessionAsync(c, client);
        link.Disconnect();
        link.Heal();

        SessionExpiredException gone = await Expect.ThrowsAsync<SessionExpiredException>(() => call);
        Expect.Equal((ErrorCode.SessionExpired, operation.IsWrite), (gone.Code, gone.MayHaveHappened));
    }

    private static async Task StoppedAsync(ContractContext c, ClientOperation operation)
    {
        ICoordinationClient other = await c.ConnectAsync();
        await Expect.RefusedAsync(ErrorCode.AuthFailed, () => other.AddAuthAsync("nobody-knows", default).AsTask());
        string before = await c.DescribeAsync();

        await Expect.RefusedAsync(ErrorCode.AuthFailed, () => c.CallAsync(operation, other, c.Root / "x", default));

        Expect.Equal(before, await c.DescribeAsync());
    }

    private static async Task DoneOnceAsync(ContractContext c)
    {
        (_, Task<Stat> set) = await SetAndLoseTheAnswerAsync(c);

        Expect.Equal(1, (await set).Version);
        Expect.Equal(1, (await c.Client.GetAsync(c.Root / "x")).Stat.Version);
    }

    private static async Task ReadAgainAsync(ContractContext c)
    {
        await WriteCases.CreateAsync(c);
        (ICoordinationClient client, FaultTransport link) = await c.ConnectByLinkAsync();
        link.Partition(requests: false);

        Task<ZNode> read = client.GetAsync(c.Root / "x").AsTask();
        link.Disconnect();
        link.Heal();

        Expect.Equal(0, (await read).Stat.Version);
    }

    private static async Task NeverTwiceAsync(ContractContext c)
    {
        (ICoordinationClient client, Task<Stat> set) = await SetAndLoseTheAnswerAsync(c);

        bool isKnown = await IsKnownAsync(set);
        await client.SyncAsync(c.Root); // Behind whatever was sent again.

        Expect.Equal(1, (await client.GetAsync(c.Root / "x")).Stat.Version);
        Expect.True(!isKnown || (await set).Version == 1);
    }

    private static async Task<(ICoordinationClient Client, Task<Stat> Set)> SetAndLoseTheAnswerAsync(ContractContext c)
    {
        await WriteCases.CreateAsync(c);
        (ICoordinationClient client, FaultTransport link) = await c.ConnectByLinkAsync();
        link.Partition(requests: false);

        Task<Stat> set = client.SetAsync(c.Root / "x", default).AsTask();
        await c.WaitUntilAsync(
            async () => (await c.Client.GetAsync(c.Root / "x")).Stat.Version == 1, "the write has happened");
        link.Disconnect();
        link.Heal();
        return (client, set);
    }

    private static async Task<bool> IsKnownAsync(Task write)
    {
        try
        {
            await write;
            return true;
        }
        catch (OutcomeUnknownException)
        {
            return false;
        }
    }

    private static async Task CutOffAsync(ContractContext c, ICoordinationClient client, FaultTransport link)
    {
        link.Partition();
        link.Disconnect();
        await c.WaitUntilAsync(
            () => Task.FromResult(client.State == ConnectionState.Suspended), "the client knows that it is cut off");
    }

    // As whoever has its ticket can.
    private static async Task EndSessionAsync(ContractContext c, ICoordinationClient client)
    {
        BareConnection thief = await c.OpenAsync(client.Session.Ticket);
        Answer<Response> closed = await thief.SendAsync(new CloseSessionRequest());
        Expect.Equal(ErrorCode.Ok, closed.Code);
    }
}
