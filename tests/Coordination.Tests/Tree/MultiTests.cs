using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Tree;

public sealed class MultiTests
{
    private readonly Orderer _tree = new();

    [Fact]
    public void All_operations_happen_under_one_zxid_and_each_sees_those_before_it()
    {
        Answer<Response> answer = Apply(
            Orderer.NewCreate("/a"),
            Orderer.NewCreate("/a/b", data: "one"),
            new CheckVersionRequest("/a/b", 0),
            new SetDataRequest("/a/b", "two"u8.ToArray(), 0),
            new CheckVersionRequest("/a/b", 1),
            Orderer.NewCreate("/a/n", CreateMode.PersistentSequential),
            new DeleteRequest("/a/b", 1));

        Assert.Equal(ErrorCode.Ok, answer.Code);
        Assert.Equal(["n0000000001"], _tree.Children("/a"));
        var zxid = new Zxid(1);
        Assert.Equal(
            new Stat(zxid, zxid, _tree.NowMs, _tree.NowMs, 0, 3, 0, SessionId.None, 0, 1, zxid), _tree.Stat("/a"));
        Assert.Equal(
            [
                WatchEventType.NodeCreated, WatchEventType.NodeCreated, WatchEventType.NodeDataChanged,
                WatchEventType.NodeCreated, WatchEventType.NodeDeleted,
            ],
            _tree.Changes.Select(change => change.Type));
    }

    [Fact]
    public void Every_operation_has_its_own_answer()
    {
        _tree.Create("/d");

        Answer<Response> answer = Apply(
            Orderer.NewCreate("/n", CreateMode.PersistentSequential),
            new SetDataRequest("/d", "x"u8.ToArray(), -1),
            new CheckVersionRequest("/d", 1),
            new DeleteRequest("/d", 1));

        IReadOnlyList<OperationResult> results = Assert.IsType<MultiResponse>(answer.Body).Results;
        Assert.Equal("/n0000000001", Assert.IsType<CreateResponse>(results[0].Body).Path.Value);
        Assert.Equal(1, Assert.IsType<SetDataResponse>(results[1].Body).Stat.Version);
        Assert.Same(EmptyResponse.Instance, results[2].Body);
        Assert.Same(EmptyResponse.Instance, results[3].Body);
        Assert.Equal(
            [OpCode.Create2, OpCode.SetData, OpCode.Check, OpCode.Delete], results.Select(result => result.OpCode));
    }

    [Fact]
    public void A_multi_that_fails_says_which_operation_and_why_and_leaves_no_trace()
    {
        _tree.Session = _tree.Open();
        _tree.Create("/d");
        _tree.Create("/d/old", data: "kept");
        Stat parent = _tree.Stat("/d");
        (UInt128 Digest, int Znodes, long Bytes, int Ephemerals) before = Figures();

        Answer<Response> answer = Apply(
            new DeleteRequest("/d/old", -1),
            Orderer.NewCreate(
                "/d/e", CreateMode.Ephemeral, acl: [new Acl(Permissions.All, new AuthId("digest", "u:h"))]),
            Orderer.NewCreate("/d/c", CreateMode.Container),
            new SetDataRequest("/d", "changed"u8.ToArray(), -1),
            new DeleteRequest("/missing", -1),
            Orderer.NewCreate("/never"));

        Assert.Equal(ErrorCode.NoNode, answer.Code);
        Assert.Equal(
            [ErrorCode.Ok, ErrorCode.Ok, ErrorCode.Ok, ErrorCode.Ok, ErrorCode.NoNode, ErrorCode.RuntimeInconsistency],
            Assert.IsType<MultiResponse>(answer.Body).Results.Select(result => result.Code));
        Assert.Equal(before, Figures());
        Assert.Equal(parent, _tree.Stat("/d"));
        Assert.Equal("kept", _tree.Data("/d/old"));
        Assert.Equal(["old"], _tree.Children("/d"));
        Assert.Equal(2, _tree.Changes.Count);
        Assert.Equal("/d/n0000000001", _tree.Create("/d/n", CreateMode.PersistentSequential).Path.Value);
    }

    [Fact]
    public void A_multi_of_nothing_succeeds()
    {
        Answer<Response> answer = Apply();

        Assert.Equal(ErrorCode.Ok, answer.Code);
        Assert.Empty(Assert.IsType<MultiResponse>(answer.Body).Results);
    }

    [Fact]
    public void Only_writes_and_checks_belong_into_a_multi()
    {
        Assert.Equal(ErrorCode.BadArguments, Apply(new GetDataRequest("/")).Code);
        Assert.Equal(ErrorCode.BadArguments, Apply(new SetAclRequest("/", Acl.Open, -1)).Code);
        Assert.Equal(ErrorCode.BadArguments, Apply(new MultiRequest([])).Code);
        Assert.Equal(ErrorCode.BadArguments, Apply([null!]).Code); // Null on purpose.
    }

    [Fact]
    public void A_check_outside_of_a_multi_is_an_error_and_not_a_crash() =>
        Assert.Equal(ErrorCode.Unimplemented, _tree.Apply(new CheckVersionRequest("/", 0)).Code);

    [Fact]
    public void A_create_in_a_multi_answers_the_stat_too()
    {
        Answer<Response> answer = Apply(Orderer.NewCreate("/a", data: "xyz"));

        var created = Assert.IsType<CreateResponse>(Assert.IsType<MultiResponse>(answer.Body).Results[0].Body);
        Assert.Equal(_tree.Stat("/a"), created.Stat);
    }

    private Answer<Response> Apply(params IRequest[] operations) => _tree.Apply(new MultiRequest(operations));

    private (UInt128 Digest, int Znodes, long Bytes, int Ephemerals) Figures() =>
        (_tree.Tree.Digest, _tree.Tree.ZnodeCount, _tree.Tree.ContentBytes, _tree.Tree.EphemeralCount);
}
