using Coordination.Requests;
using Coordination.Transports;
using static Coordination.Testing.Contracts.ContractCases;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>
/// How the ensemble itself refuses each kind of request: what no client of ours would send, but another's might.
/// </summary>
internal static class RequestCases
{
    // Longer than paths may be (DESIGN.md §8), and short enough for a frame.
    private static readonly string LongName = new('n', 70_000);

    private static IEnumerable<BareRequest> WithPath => BareRequest.All.Where(request => request.TakesPath);

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        .. WithPath.Where(request => request.OpCode != OpCode.MultiRead).Select(request => Refused(
            request, ErrorCode.BadArguments, "for a path that ends in a slash",
            (b, root) => request.Send(b, ZPath.SequentialPrefix(root.Value + "/")))),
        Case("A read of a path that ends in a slash fails its place in a MultiRead alone", InItsPlaceAsync),
        .. WithPath.Select(request => Refused(request, ErrorCode.BadArguments, "for a path that is too long",
            (b, root) => request.Send(b, root / LongName))),
        .. new[] { 0, -1, long.MinValue, 0x100_0000_0000 }.Select(life => Refused(
            Of(OpCode.CreateTtl), ErrorCode.BadArguments, $"for a time to live of {life} ms",
            (b, root) => b.SendAsync(BareRequest.Mortal(root / "x", life)), ContractNeeds.TimeToLive)),
        .. BareRequest.All.Where(request => request.OpCode != OpCode.Ping).Select(Unidentified),
        Case("A ping is answered where an identity is required and none is proven", async c =>
            Expect.Equal(ErrorCode.Ok, (await (await c.OpenAsync()).SendAsync(new PingRequest())).Code),
            ContractNeeds.RequiredIdentity),
        .. BareRequest.All.Where(request => request.Watches).Select(TooManyWatches),
        .. BareRequest.All.Select(request => Case(
            $"{request.OpCode} does not happen behind the end of its session", c => BehindTheEndAsync(c, request))),
        .. BareRequest.All.Select(request => Case(
            $"{request.OpCode} does not happen on the older of two connections of a session",
            c => OnTheOlderAsync(c, request))),
    ];

    private static BareRequest Of(OpCode operation) => BareRequest.All.Single(request => request.OpCode == operation);

    private static ContractCase Refused(
        BareRequest request, ErrorCode code, string when, Func<BareConnection, ZPath, Task<Answer<Response>>> send,
        ContractNeeds needs = ContractNeeds.None) =>
        new($"{request.OpCode} on a bare connection is refused with {code} {when}", async c =>
        {
            BareConnection connection = await c.OpenAsync();
            string before = await c.DescribeAsync();

            Answer<Response> answer = await send(connection, c.Root);

            Expect.Equal(code, answer.Code);
            Expect.Equal(before, await c.DescribeAsync());
            Expect.Equal(ErrorCode.Ok, (await connection.SendAsync(new ExistsRequest(c.Root))).Code);
        }, needs, [new Refusal(request.OpCode, code)]);

    private static ContractCase Unidentified(BareRequest request) => new(
        $"{request.OpCode} is refused where an identity is required and none is proven, and the connection closed",
        async c =>
        {
            BareConnection connection = await c.OpenAsync();
            string before = await c.DescribeAsync();

            Answer<Response> answer = await request.Send(connection, c.Root / "x");

            Expect.Equal(ErrorCode.SessionClosedRequireSaslAuth, answer.Code);
            await c.WaitUntilAsync(() => Task.FromResult(connection.Closed is not null), "the connection is closed");
            Expect.Equal(before, await c.DescribeAsync());
        },
        ContractNeeds.RequiredIdentity,
        [new Refusal(request.OpCode, ErrorCode.SessionClosedRequireSaslAuth)]);

    private static ContractCase TooManyWatches(BareRequest request) => new(
        $"{request.OpCode} is refused with ThrottledOp where it would arm one watch too many", async c =>
        {
            BareConnection connection = await c.OpenAsync();
            for (int i = 0; i < ContractHost.FewWatches; i++)
            {
                var arm = new AddWatchRequest(c.Root / $"w{i}", AddWatchMode.Persistent);
                Expect.Equal(ErrorCode.Ok, (await connection.SendAsync(arm)).Code);
            }

            Answer<Response> answer = await request.Send(connection, c.Root);

            Expect.Equal(ErrorCode.ThrottledOp, answer.Code);
            Expect.Equal(ErrorCode.Ok, (await connection.SendAsync(new ExistsRequest(c.Root))).Code);
        }, ContractNeeds.FewWatches, [new Refusal(request.OpCode, ErrorCode.ThrottledOp)]);

    private static async Task InItsPlaceAsync(ContractContext c)
    {
        BareConnection connection = await c.OpenAsync();
        ZPath illegal = ZPath.SequentialPrefix(c.Root.Value + "/");
        var legal = new GetDataRequest(c.Root);

        Answer<Response> answer =
            await connection.SendAsync(new MultiReadRequest([legal, new GetDataRequest(illegal), legal]));

        var many = (MultiResponse)answer.Body!; // Not null: a multi-read is answered place by place.
        Expect.Sequence([ErrorCode.Ok, ErrorCode.NoNode, ErrorCode.Ok], many.Results.Select(result => result.Code));
    }

    private static async Task BehindTheEndAsync(ContractContext c, BareRequest request)
    {
        (BareConnection connection, ZPath path) = await WelcomeAsync(c, request);
        string before = await c.DescribeAsync();

        Task closed = connection.SendAsync(new CloseSessionRequest());
        Answer<Response> late = await request.Send(connection, path);
        await closed;

        Expect.True(
            IsOfNobody(request.OpCode, late), $"{late.Code} is the answer where the session has ended or moved");
        Expect.Equal(before, await c.DescribeAsync());
    }

    private static async Task OnTheOlderAsync(ContractContext c, BareRequest request)
    {
        (BareConnection older, ZPath path) = await WelcomeAsync(c, request);
        await c.OpenAsync(new SessionTicket(older.Session.Session, older.Session.Password));
        string before = await c.DescribeAsync();

        Answer<Response> late = await request.Send(older, path);

        Expect.True(
            IsOfNobody(request.OpCode, late), $"{late.Code} is the answer where the session has ended or moved");
        Expect.Equal(before, await c.DescribeAsync());
    }

    // A connection on which the request would succeed, if it were taken up: the znode is there and watched.
    private static async Task<(BareConnection Connection, ZPath Path)> WelcomeAsync(
        ContractContext c, BareRequest request)
    {
        await WriteCases.CreateAsync(c);
        BareConnection connection = await c.OpenAsync();
        await connection.SendAsync(new GetDataRequest(c.Root / "x", Watch: true));
        return (connection, c.Root / (request.Creates ? "new" : "x"));
    }

    // It is refused for its session, or the connection is closed before it is answered: nobody has looked at it.
    // Apache ZooKeeper looks whether it may be reconfigured at all before it looks at the session.
    private static bool IsOfNobody(OpCode opCode, Answer<Response> late) =>
        late.Code is ErrorCode.ConnectionLoss or ErrorCode.SessionExpired or ErrorCode.SessionMoved
            or ErrorCode.UnknownSession
        || (opCode == OpCode.Reconfig && late.Code == ErrorCode.ReconfigDisabled);
}
