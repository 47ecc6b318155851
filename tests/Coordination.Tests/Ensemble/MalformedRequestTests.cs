using Coordination.Requests;
using Coordination.Transports;
using Coordination.Tree.Commands;

namespace Coordination.Tests.Ensemble;

/// <summary>
/// What typed values can express and no client should send: the documented error, and nothing changed.
/// </summary>
public class MalformedRequestTests
{
    private static readonly ZPath Prefix = ZPath.SequentialPrefix("/a/");
    private readonly EnsembleUnderTest _ensemble = new();
    private readonly ClientUnderTest _client;

    public MalformedRequestTests()
    {
        _client = _ensemble.Connect();
        _client.Create("/a");
    }

    public static TheoryData<string, ErrorCode> Creations => new()
    {
        { "null ACL", ErrorCode.InvalidAcl },
        { "empty ACL", ErrorCode.InvalidAcl },
        { "ACL without scheme", ErrorCode.InvalidAcl },
        { "ACL without id", ErrorCode.InvalidAcl },
        { "ACL of an unknown scheme", ErrorCode.InvalidAcl },
        { "ACL that names the creator, who is nobody", ErrorCode.InvalidAcl },
        { "negative time to live", ErrorCode.BadArguments },
        { "no time to live", ErrorCode.BadArguments },
        { "time to live past five bytes", ErrorCode.BadArguments },
        { "time to live without its mode", ErrorCode.BadArguments },
        { "unknown mode", ErrorCode.BadArguments },
        { "negative mode", ErrorCode.BadArguments },
        { "prefix without sequence", ErrorCode.BadArguments },
    };

    [Theory, MemberData(nameof(Creations))]
    public void A_malformed_creation_is_refused(string fault, ErrorCode expected)
    {
        int znodes = _ensemble.Ensemble.ZnodeCount;

        Assert.Equal(expected, _client.Call(Malformed(fault)).Code);
        Assert.Equal(expected, _client.TryExecute<CreateRequest, CreateResponse>(Malformed(fault))?.Code);
        Assert.Equal(znodes, _ensemble.Ensemble.ZnodeCount);
        Assert.Equal(ErrorCode.NoNode, _client.Call(new ExistsRequest("/b")).Code);
        Assert.Null(_client.Sink.Closed);
    }

    [Fact]
    public void A_path_that_wants_a_number_is_good_for_sequential_creation_only()
    {
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new ExistsRequest(Prefix, Watch: true)).Code);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new GetDataRequest(Prefix)).Code);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new GetChildrenRequest(Prefix)).Code);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new GetAclRequest(Prefix)).Code);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new SetDataRequest(Prefix, default, -1)).Code);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new SetAclRequest(Prefix, Acl.Open, -1)).Code);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new DeleteRequest(Prefix, -1)).Code);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new AddWatchRequest(Prefix, AddWatchMode.Persistent)).Code);
        var again = new SetWatchesRequest(default, [Prefix], [], [], [], []);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(again).Code);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new MultiRequest([new DeleteRequest(Prefix, -1)])).Code);
        Assert.Equal(0, _ensemble.Ensemble.WatchCount);

        var sequential = new CreateRequest(Prefix, default, Acl.Open, CreateMode.PersistentSequential);
        Assert.Equal(ErrorCode.Ok, _client.Call(sequential).Code);
    }

    [Fact]
    public void Lists_that_are_not_there_are_bad_arguments()
    {
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new MultiRequest(null!)).Code);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new MultiReadRequest(null!)).Code);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new MultiRequest([null!])).Code);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(default(SetWatchesRequest)).Code);
        Assert.Equal(ErrorCode.InvalidAcl, _client.Call(new SetAclRequest("/a", null!, -1)).Code);
    }

    [Fact]
    public void An_unknown_kind_of_watch_is_a_bad_argument()
    {
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new AddWatchRequest("/a", (AddWatchMode)2)).Code);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new CheckWatchesRequest("/a", (WatcherType)0)).Code);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new RemoveWatchesRequest("/a", (WatcherType)6)).Code);
    }

    [Fact]
    public void A_multi_takes_writes_and_checks_and_a_multi_read_takes_reads_without_watches()
    {
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new MultiRequest([new ExistsRequest("/")])).Code);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new MultiRequest([new CloseSessionRequest()])).Code);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new MultiReadRequest([new ExistsRequest("/")])).Code);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new MultiReadRequest([new GetDataRequest("/", true)])).Code);
        Assert.Null(_client.Sink.Closed);
    }

    [Fact]
    public void The_ensembles_own_commands_are_not_for_clients()
    {
        ClientUnderTest victim = _ensemble.Connect();
        var expire = new ExpireSessionRequest(victim.Session, 1);
        var delete = new DeleteIfStillEmptyRequest("/a", 0);

        Assert.Equal(ErrorCode.Unimplemented, _client.Call(expire).Code);
        Assert.Equal(ErrorCode.Unimplemented, _client.Call(delete).Code);
        Assert.Equal(ErrorCode.Unimplemented, _client.Call(new CreateSessionRequest(default, 1, 0, false)).Code);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new MultiRequest([expire])).Code);
        Assert.Equal(ErrorCode.BadArguments, _client.Call(new MultiRequest([delete])).Code);
        Assert.Null(victim.Sink.Closed);
    }

    [Fact]
    public void A_check_outside_of_a_multi_is_an_error_and_no_crash() =>
        Assert.Equal(ErrorCode.Unimplemented, _client.Call(new CheckVersionRequest("/a", -1)).Code);

    [Fact]
    public void Membership_is_not_to_be_changed()
    {
        var request = new ReconfigRequest(null, null, null, -1);

        Assert.Equal(ErrorCode.ReconfigDisabled, _client.Call(request).Code);
    }

    private static CreateRequest Malformed(string fault)
    {
        var good = new CreateRequest("/b", default, Acl.Open, CreateMode.Persistent);
        var ttl = good with { Mode = CreateMode.PersistentWithTtl };
        return fault switch
        {
            "null ACL" => good with { Acl = null! },
            "empty ACL" => good with { Acl = [] },
            "ACL without scheme" => good with { Acl = [new(Permissions.All, new AuthId(null!, "x"))] },
            "ACL without id" => good with { Acl = [new(Permissions.All, new AuthId("digest", null!))] },
            "ACL of an unknown scheme" => good with { Acl = [new(Permissions.All, new AuthId("magic", "x"))] },
            "ACL that names the creator, who is nobody" => good with { Acl = Acl.CreatorAll },
            "negative time to live" => ttl with { TimeToLiveMs = -1 },
            "no time to live" => ttl,
            "time to live past five bytes" => ttl with { TimeToLiveMs = 0x100_0000_0000 },
            "time to live without its mode" => good with { TimeToLiveMs = 1 },
            "unknown mode" => good with { Mode = (CreateMode)7 },
            "negative mode" => good with { Mode = (CreateMode)(-1) },
            "prefix without sequence" => good with { Path = Prefix },
            _ => throw new ArgumentException($"Nobody knows the fault '{fault}'.", nameof(fault)),
        };
    }
}
