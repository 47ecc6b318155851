using Coordination.Requests;

namespace Coordination.Tests.Tree;

public sealed class ReadTests
{
    private readonly Orderer _tree = new();

    [Fact]
    public void A_read_of_a_znode_that_is_not_there_answers_NoNode_and_nothing()
    {
        Assert.Equal(ErrorCode.NoNode, _tree.Read(new ExistsRequest("/x"), out ExistsResponse? exists));
        Assert.Equal(ErrorCode.NoNode, _tree.Read(new GetDataRequest("/x"), out GetDataResponse? data));
        Assert.Equal(ErrorCode.NoNode, _tree.Read(new GetChildrenRequest("/x/y"), out GetChildrenResponse? children));
        Assert.Equal(ErrorCode.NoNode, _tree.Read(new GetAclRequest("/x"), out GetAclResponse? acl));
        Assert.Equal(
            ErrorCode.NoNode,
            _tree.Read(new GetAllChildrenNumberRequest("/x"), out GetAllChildrenNumberResponse? number));
        Assert.All<object?>([exists, data, children, acl, number], Assert.Null);
    }

    [Fact]
    public void Children_are_listed_with_the_stat_of_their_parent()
    {
        _tree.Create("/p");
        _tree.Create("/p/b");
        _tree.Create("/p/a");
        _tree.Create("/p/a/deeper");

        Assert.Equal(ErrorCode.Ok, _tree.Read(new GetChildrenRequest("/p"), out GetChildrenResponse? answer));

        Assert.Equal(["a", "b"], answer!.Children.Order()); // Not null: the code is Ok.
        Assert.Equal(_tree.Stat("/p"), answer.Stat);
        Assert.Empty(_tree.Children("/p/b"));
    }

    [Fact]
    public void All_descendants_are_counted()
    {
        _tree.Create("/p");
        _tree.Create("/p/a");
        _tree.Create("/p/a/b");
        _tree.Create("/pq");

        Assert.Equal(2, CountBelow("/p"));
        Assert.Equal(0, CountBelow("/pq"));
        // Four of the test's, and /zookeeper with its two.
        Assert.Equal(7, CountBelow("/"));
    }

    [Fact]
    public void Only_the_sessions_own_ephemerals_are_listed_by_the_beginning_of_their_text()
    {
        SessionId other = _tree.Open();
        _tree.Session = _tree.Open();
        _tree.Create("/b", CreateMode.Ephemeral);
        _tree.Create("/a", CreateMode.Ephemeral);
        _tree.Create("/ab", CreateMode.Ephemeral);
        _tree.Create("/a-not");
        _tree.Apply(Orderer.NewCreate("/a-theirs", CreateMode.Ephemeral), other);

        Assert.Equal(["/a", "/ab", "/b"], Ephemerals("/"));
        Assert.Equal(["/a", "/ab"], Ephemerals("/a"));
        Assert.Empty(Ephemerals("/x"));
    }

    [Fact]
    public void Every_part_of_a_multi_read_succeeds_or_fails_by_itself()
    {
        _tree.Create("/a", data: "one");
        _tree.Create("/a/b");

        ErrorCode code = _tree.Read(
            new MultiReadRequest(
            [
                new GetDataRequest("/a"), new GetChildrenRequest("/x"), new GetChildrenRequest("/a"),
                new ExistsRequest("/a"),
            ]),
            out MultiResponse? answer);

        Assert.Equal(ErrorCode.Ok, code);
        Assert.Equal(
            [ErrorCode.Ok, ErrorCode.NoNode, ErrorCode.Ok, ErrorCode.BadArguments],
            answer!.Results.Select(result => result.Code)); // Not null: the code is Ok.
        Assert.Equal("one"u8.ToArray(), Assert.IsType<GetDataResponse>(answer.Results[0].Body).Data.ToArray());
        Assert.Null(answer.Results[1].Body);
        Assert.Equal(["b"], Assert.IsType<GetChildrenResponse>(answer.Results[2].Body).Children);
        Assert.Equal([OpCode.GetData, OpCode.GetChildren2], answer.Results.Take(2).Select(result => result.OpCode));
    }

    [Fact]
    public void What_only_a_connection_knows_is_not_the_trees() =>
        Assert.Equal(ErrorCode.Unimplemented, _tree.Read(new WhoAmIRequest(), out WhoAmIResponse? _));

    [Fact]
    public void A_read_allocates_its_answer_and_nothing_else()
    {
        _tree.Create("/some");
        _tree.Create("/some/znode", data: "data");
        ZPath path = "/some/znode";
        _tree.Read(new GetDataRequest(path), out GetDataResponse? _);
        _tree.Read(new ExistsRequest(path), out ExistsResponse? _);

        long before = GC.GetAllocatedBytesForCurrentThread();
        _tree.Read(new GetDataRequest(path), out GetDataResponse? data);
        long ofGet = GC.GetAllocatedBytesForCurrentThread() - before;
        _tree.Read(new ExistsRequest(path), out ExistsResponse? stat);
        long ofExists = GC.GetAllocatedBytesForCurrentThread() - before - ofGet;

        // Object header and type, Stat, and the data's reference, offset and length.
        int statBytes = System.Runtime.CompilerServices.Unsafe.SizeOf<Stat>();
        Assert.Equal(16 + statBytes + 16, ofGet);
        Assert.Equal(16 + statBytes, ofExists);
        GC.KeepAlive((data, stat));
    }

    private int CountBelow(ZPath path)
    {
        Assert.Equal(
            ErrorCode.Ok, _tree.Read(new GetAllChildrenNumberRequest(path), out GetAllChildrenNumberResponse? answer));
        return answer!.TotalNumber; // Not null: the code is Ok.
    }

    private IEnumerable<string> Ephemerals(ZPath prefix)
    {
        Assert.Equal(ErrorCode.Ok, _tree.Read(new GetEphemeralsRequest(prefix), out GetEphemeralsResponse? answer));
        return answer!.Ephemerals.Select(path => path.Value); // Not null: the code is Ok.
    }
}
