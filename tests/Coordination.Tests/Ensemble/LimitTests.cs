using Coordination.Ensemble;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Ensemble;

/// <summary>Every limit, at it and one past it.</summary>
public class LimitTests
{
    [Theory, InlineData(100, ErrorCode.Ok), InlineData(101, ErrorCode.BadArguments)]
    public void Data_of_a_znode(int bytes, ErrorCode expected)
    {
        ClientUnderTest client = Client(limits => limits.DataBytes = 100);

        Assert.Equal(expected, client.Create("/a", data: new byte[bytes]).Code);
        client.Create("/b");
        Assert.Equal(expected, client.Set("/b", new byte[bytes]).Code);
        IRequest set = new SetDataRequest("/b", new byte[bytes], -1);
        Assert.Equal(expected, client.Call(new MultiRequest([set])).Code);
        Assert.Null(client.Sink.Closed);
    }

    [Fact]
    public void Data_of_a_znode_by_default()
    {
        ClientUnderTest client = Client(_ => { });

        Assert.Equal(ErrorCode.Ok, client.Create("/a", data: new byte[0xfffff]).Code);
        Assert.Equal(ErrorCode.BadArguments, client.Create("/b", data: new byte[0x100000]).Code);
    }

    [Theory]
    [InlineData("/é", 33, ErrorCode.Ok)] // 2 + 31 more of 3 bytes with their slash
    [InlineData("/é", 34, ErrorCode.BadArguments)]
    public void Length_of_a_path_in_bytes(string name, int names, ErrorCode expected)
    {
        // Each name is three bytes: 33 of them are 99.
        ClientUnderTest client = Client(limits => limits.PathBytes = 99);
        string path = "";
        for (int i = 0; i < names - 1; i++)
            client.Create(path += name);

        Assert.Equal(expected, client.Create(path + name).Code);
    }

    [Theory, InlineData(8, ErrorCode.NoNode), InlineData(9, ErrorCode.BadArguments)]
    public void Depth_of_a_path(int depth, ErrorCode expected)
    {
        ClientUnderTest client = Client(limits => limits.PathDepth = 8);
        ZPath path = string.Concat(Enumerable.Repeat("/x", depth));

        Assert.Equal(expected, client.Call(new ExistsRequest(path)).Code);
        Assert.Equal(expected, client.Call(new DeleteRequest(path, -1)).Code);
        Assert.Equal(expected, client.Call(new GetEphemeralsRequest(path)).Code switch
        {
            ErrorCode.Ok => ErrorCode.NoNode, // A prefix that nothing begins with is no error.
            ErrorCode code => code,
        });
        Assert.Equal(expected, client.Call(new AddWatchRequest(path, AddWatchMode.Persistent)).Code switch
        {
            ErrorCode.Ok => ErrorCode.NoNode, // What is not there may be watched.
            ErrorCode code => code,
        });
    }

    [Theory, InlineData(2_048, ErrorCode.NoNode), InlineData(2_049, ErrorCode.BadArguments)]
    public void Depth_of_a_path_by_default(int depth, ErrorCode expected)
    {
        ZPath path = string.Concat(Enumerable.Repeat("/x", depth));

        Assert.Equal(expected, Client(_ => { }).Call(new ExistsRequest(path)).Code);
    }

    [Theory, InlineData(65_536, ErrorCode.NoNode), InlineData(65_537, ErrorCode.BadArguments)]
    public void Length_of_a_path_by_default(int bytes, ErrorCode expected)
    {
        ZPath path = "/" + new string('x', bytes - 1);

        Assert.Equal(expected, Client(_ => { }).Call(new ExistsRequest(path)).Code);
    }

    [Theory, InlineData(3, ErrorCode.Ok), InlineData(4, ErrorCode.BadArguments)]
    public void Operations_of_a_multi(int count, ErrorCode expected)
    {
        ClientUnderTest client = Client(limits => limits.MultiOperations = 3);
        IRequest[] checks = [.. Enumerable.Repeat<IRequest>(new CheckVersionRequest("/", -1), count)];
        IRequest[] reads = [.. Enumerable.Repeat<IRequest>(new GetDataRequest("/"), count)];

        Assert.Equal(expected, client.Call(new MultiRequest(checks)).Code);
        Assert.Equal(expected, client.Call(new MultiReadRequest(reads)).Code);
    }

    [Theory, InlineData(0, ErrorCode.Ok), InlineData(1, ErrorCode.BadArguments)]
    public void Bytes_of_a_multi_as_on_the_wire(int more, ErrorCode expected)
    {
        ClientUnderTest client = Client(limits => limits.FrameBytes = 1_024);
        client.Create("/a");

        // Header 9, path 4 + 2, length of the data 4, version 4: 23 besides the data, twice.
        IRequest first = new SetDataRequest("/a", new byte[500], -1);
        IRequest second = new SetDataRequest("/a", new byte[1_024 - 500 - 2 * 23 + more], -1);

        Assert.Equal(expected, client.Call(new MultiRequest([first, second])).Code);
    }

    [Theory, InlineData(0, ErrorCode.Ok), InlineData(1, ErrorCode.BadArguments)]
    public void Bytes_of_an_ACL(int more, ErrorCode expected)
    {
        ClientUnderTest client = Client(limits => limits.FrameBytes = 1_024);

        // Count 4, permissions 4, "x509" 4 + 4, length of the id 4.
        var id = new AuthId("x509", "CN=" + new string('x', 1_024 - 20 - 3 + more));
        Acl[] acl = [new(Permissions.All, id)];

        Assert.Equal(expected, client.Create("/a", acl: acl).Code);
        client.Create("/b");
        Assert.Equal(expected, client.Call(new SetAclRequest("/b", acl, -1)).Code);
    }

    [Fact]
    public void Sessions()
    {
        var ensemble = new EnsembleUnderTest(options => options.Limits.Sessions = 2);
        ClientUnderTest first = ensemble.Connect();
        ensemble.Connect();

        ClientUnderTest refused = ensemble.Connect();
        Assert.Equal(["Refused"], refused.Sink.Told);
        Assert.Equal(first.Session, ensemble.Reconnect(first).Session);

        ensemble.Reconnect(first).Call(new CloseSessionRequest());
        Assert.NotNull(ensemble.Connect().Sink.Connected);
        Assert.Equal(1, ensemble.Ensemble.Figures.RefusedConnections);
    }

    [Fact]
    public void Connections()
    {
        var ensemble = new EnsembleUnderTest(options => options.Limits.Connections = 2);
        ClientUnderTest first = ensemble.Connect();
        ensemble.Connect();

        Assert.Equal(["Refused"], ensemble.Accept().Sink.Told);

        first.Connection.Dispose();
        ensemble.Time.RunPosted();
        Assert.NotNull(ensemble.Connect().Sink.Connected);
    }

    [Fact]
    public void Connections_of_one_address()
    {
        var ensemble = new EnsembleUnderTest(options => options.Limits.ConnectionsPerAddress = 2);
        var one = new ConnectionOrigin { Address = 1 };
        ClientUnderTest first = ensemble.Connect(origin: one);
        ensemble.Connect(origin: one);

        Assert.Equal(["Refused"], ensemble.Accept(one).Sink.Told);
        Assert.NotNull(ensemble.Connect(origin: new ConnectionOrigin { Address = 2 }).Sink.Connected);
        Assert.NotNull(ensemble.Connect().Sink.Connected);

        first.Connection.Dispose();
        ensemble.Time.RunPosted();
        Assert.NotNull(ensemble.Connect(origin: one).Sink.Connected);
    }

    [Fact]
    public void Connections_of_one_address_are_not_counted_where_the_limit_is_off()
    {
        var ensemble = new EnsembleUnderTest(options => options.Limits.ConnectionsPerAddress = 0);
        var one = new ConnectionOrigin { Address = 1 };

        Assert.All(Enumerable.Range(0, 100), _ => Assert.NotNull(ensemble.Connect(origin: one).Sink.Connected));
    }

    [Fact]
    public void Unanswered_requests_past_the_limit_wait_and_none_is_lost()
    {
        var ensemble = new EnsembleUnderTest(options => options.Limits.Outstanding = 3);
        ClientUnderTest other = ensemble.Connect();
        ClientUnderTest client = ensemble.Connect();
        client.Create("/a");
        client.Sink.Forget();

        for (int i = 0; i < 10; i++)
            client.Send(new SetDataRequest("/a", new byte[i], i));
        Answer<ExistsResponse>? meanwhile = other.TryExecute<ExistsRequest, ExistsResponse>(new("/a"));
        Assert.Equal(3, meanwhile?.Body?.Stat.Version);

        ensemble.Time.RunPosted();
        Assert.Equal(Enumerable.Range(2, 10).Select(xid => $"{xid} Ok"), client.Sink.Told);
    }

    [Fact]
    public void A_connection_with_as_many_requests_waiting_as_may_gets_all_answers()
    {
        var ensemble = new EnsembleUnderTest(
            options => (options.Limits.Outstanding, options.Limits.Waiting) = (3, 5));
        ClientUnderTest client = ensemble.Connect();

        int[] xids = [.. Enumerable.Range(0, 3 + 5).Select(_ => client.Send(new ExistsRequest("/")))];
        ensemble.Time.RunPosted();

        Assert.Equal(xids, client.Sink.Answers.Select(answer => answer.Xid));
        Assert.Null(client.Sink.Closed);
    }

    [Fact]
    public void A_connection_that_sends_one_request_more_than_may_wait_is_cut_off_and_its_session_stands()
    {
        var ensemble = new EnsembleUnderTest(
            options => (options.Limits.Outstanding, options.Limits.Waiting) = (3, 5));
        ClientUnderTest client = ensemble.Connect();

        for (int i = 0; i < 3 + 5 + 1; i++)
            client.Send(new ExistsRequest("/"));
        client.Send(new ExistsRequest("/"));
        ensemble.Time.RunPosted();

        Assert.Equal(["connected", "1 Ok", "2 Ok", "3 Ok", "Disconnected"], client.Sink.Told);
        Assert.Equal(client.Session, ensemble.Reconnect(client).Session);
    }

    [Fact]
    public void A_connection_that_sends_more_before_its_session_stands_than_may_wait_is_cut_off()
    {
        var ensemble = new EnsembleUnderTest(options => options.Limits.Waiting = 5);
        ClientUnderTest client = ensemble.Accept();

        for (int i = 0; i < 5 + 1; i++)
            client.Send(new ExistsRequest("/"));
        ensemble.Time.RunPosted();

        Assert.Equal(["Disconnected"], client.Sink.Told);
    }

    [Fact]
    public void A_connection_that_takes_nothing_is_cut_off_at_the_limit_and_another_is_not_held_up()
    {
        var ensemble = new EnsembleUnderTest(options => options.Limits.Undelivered = 1_000);
        ClientUnderTest slow = ensemble.Connect();
        ClientUnderTest writer = ensemble.Connect();
        slow.Call(new AddWatchRequest("/", AddWatchMode.Persistent));
        slow.Sink.Forget();

        for (int i = 0; i < 1_001; i++)
            Assert.NotNull(writer.TryExecute<SetDataRequest, SetDataResponse>(new("/", default, -1)));
        ensemble.Time.RunPosted();

        Assert.Equal(1_000, slow.Sink.Events.Count);
        Assert.Equal(CloseReason.Disconnected, slow.Sink.Closed);
        Assert.Equal("Disconnected", slow.Sink.Told[^1]);
        Assert.Equal(0, ensemble.Ensemble.WatchCount);
        Assert.Null(writer.Sink.Closed);
    }

    [Fact]
    public void A_connection_at_the_limit_of_what_waits_for_it_is_told_all_of_it()
    {
        var ensemble = new EnsembleUnderTest(options => options.Limits.Undelivered = 1_000);
        ClientUnderTest slow = ensemble.Connect();
        ClientUnderTest writer = ensemble.Connect();
        slow.Call(new AddWatchRequest("/", AddWatchMode.Persistent));

        for (int i = 0; i < 1_000; i++)
            Assert.NotNull(writer.TryExecute<SetDataRequest, SetDataResponse>(new("/", default, -1)));
        ensemble.Time.RunPosted();

        Assert.Equal(1_000, slow.Sink.Events.Count);
        Assert.Null(slow.Sink.Closed);
    }

    private static ClientUnderTest Client(Action<EnsembleLimits> limit) =>
        new EnsembleUnderTest(options => limit(options.Limits)).Connect();
}
