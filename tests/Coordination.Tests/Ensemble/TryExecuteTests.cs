using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Ensemble;

public class TryExecuteTests
{
    private readonly EnsembleUnderTest _ensemble = new();

    [Fact]
    public void Reads_and_writes_are_answered_at_once_while_nothing_is_in_flight()
    {
        ClientUnderTest client = _ensemble.Connect();

        Assert.Equal(ErrorCode.Ok, TryCreate(client, "/a")?.Code);
        Answer<GetDataResponse>? read = client.TryExecute<GetDataRequest, GetDataResponse>(new("/a"));

        Assert.Equal(ErrorCode.Ok, read?.Code);
        Assert.Equal(_ensemble.Ensemble.LastZxid, read?.Zxid);
        Assert.Equal(0, _ensemble.Time.PostedCount);
    }

    [Fact]
    public void An_error_is_an_answer()
    {
        ClientUnderTest client = _ensemble.Connect();

        Assert.Equal(ErrorCode.NoNode, client.TryExecute<ExistsRequest, ExistsResponse>(new("/a"))?.Code);
    }

    [Fact]
    public void A_failed_multi_says_which_operation_failed()
    {
        ClientUnderTest client = _ensemble.Connect();
        IRequest[] operations = [new CheckVersionRequest("/", -1), new DeleteRequest("/gone", -1)];

        Answer<MultiResponse>? answer = client.TryExecute<MultiRequest, MultiResponse>(new(operations));

        Assert.Equal(ErrorCode.NoNode, answer?.Code);
        Assert.Equal([ErrorCode.Ok, ErrorCode.NoNode], answer?.Body?.Results.Select(result => result.Code));
    }

    [Fact]
    public void Nothing_is_answered_at_once_before_the_session_stands_nor_after_it_has_ended()
    {
        ClientUnderTest client = _ensemble.Accept();
        Assert.Null(Exists(client));

        client.Connect(new ConnectRequest(SessionId.None, default, 10_000, Zxid.None, AcceptsReadOnly: false));
        Assert.NotNull(Exists(client));

        client.Connection.Dispose();
        Assert.Null(Exists(client));
    }

    [Fact]
    public void Nothing_is_answered_at_once_until_the_session_was_announced()
    {
        ClientUnderTest client = _ensemble.Accept();

        client.Connection.Connect(new ConnectRequest(SessionId.None, default, 10_000, Zxid.None, false));
        Assert.Null(Exists(client));

        _ensemble.Time.RunPosted();
        Assert.NotNull(Exists(client));
    }

    [Fact]
    public void An_answer_that_was_not_delivered_is_not_overtaken()
    {
        ClientUnderTest client = _ensemble.Connect();

        client.Send(new ExistsRequest("/"));
        Assert.Null(Exists(client));

        _ensemble.Time.RunPosted();
        Assert.NotNull(Exists(client));
    }

    [Fact]
    public void An_event_that_was_not_delivered_is_not_overtaken()
    {
        ClientUnderTest watcher = _ensemble.Connect();
        ClientUnderTest writer = _ensemble.Connect();
        Assert.NotNull(watcher.TryExecute<ExistsRequest, ExistsResponse>(new("/a", Watch: true)));

        TryCreate(writer, "/a");
        Assert.Null(Exists(watcher));

        _ensemble.Time.RunPosted();
        Assert.Equal(["connected", "NodeCreated /a"], watcher.Sink.Told);
        Assert.NotNull(Exists(watcher));
    }

    [Fact]
    public void What_is_being_delivered_is_not_overtaken()
    {
        ClientUnderTest client = _ensemble.Connect();
        bool? answered = null;
        client.Sink.Meanwhile = _ => answered ??= Exists(client) is not null;

        client.Send(new ExistsRequest("/"));
        client.Send(new ExistsRequest("/"));
        _ensemble.Time.RunPosted();

        Assert.False(answered);
    }

    [Fact]
    public void A_session_that_watches_has_its_writes_answered_behind_their_events()
    {
        ClientUnderTest client = _ensemble.Connect();
        client.TryExecute<ExistsRequest, ExistsResponse>(new("/a", Watch: true));
        client.Sink.Forget();

        Assert.Null(TryCreate(client, "/a"));
        client.Create("/a");
        Assert.Equal(["NodeCreated /a", "3 Ok"], client.Sink.Told);

        Assert.NotNull(TryCreate(client, "/b"));
    }

    [Fact]
    public void What_ends_a_connection_or_fires_events_is_never_answered_at_once()
    {
        ClientUnderTest client = _ensemble.Connect();

        Assert.Null(client.TryExecute<CloseSessionRequest, EmptyResponse>(new()));
        Assert.Null(client.TryExecute<AuthRequest, EmptyResponse>(new("digest", "u:p"u8.ToArray())));
        Assert.Null(client.TryExecute<SetWatchesRequest, SetWatchesResponse>(new(Zxid.None, [], [], [], [], [])));
    }

    [Fact]
    public void A_read_allocates_its_answer_and_nothing_else()
    {
        ClientUnderTest client = _ensemble.Connect();
        TryCreate(client, "/a");
        ZPath path = "/a";
        long answers = 0;

        for (int i = 0; i < 100; i++)
            Exists(client, path);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
            answers += Exists(client, path);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(1_000, answers);
        long perAnswer = SizeOfExistsResponse();
        Assert.Equal(1_000 * perAnswer, allocated);
    }

    private static long SizeOfExistsResponse()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var made = new ExistsResponse(default);
        long after = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(made);
        return after - before;
    }

    private static int Exists(ClientUnderTest client, ZPath path)
    {
        var request = new ExistsRequest(path);
        return client.Connection.TryExecute(new RequestHeader(1, 0), request, out Answer<ExistsResponse> answer)
            && answer.Code == ErrorCode.Ok ? 1 : 0;
    }

    private static Answer<ExistsResponse>? Exists(ClientUnderTest client) =>
        client.TryExecute<ExistsRequest, ExistsResponse>(new("/"));

    private static Answer<CreateResponse>? TryCreate(ClientUnderTest client, string path) =>
        client.TryExecute<CreateRequest, CreateResponse>(new(path, default, Acl.Open, CreateMode.Persistent));
}
