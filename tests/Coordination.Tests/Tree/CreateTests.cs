using Coordination.Requests;
using Coordination.Tree.Commands;

namespace Coordination.Tests.Tree;

public sealed class CreateTests
{
    private readonly Orderer _tree = new();

    [Fact]
    public void A_created_znode_is_there_with_its_data_and_a_fresh_stat()
    {
        _tree.NowMs = 5_000_000;

        CreateResponse created = _tree.Create("/a", data: "one");

        Assert.Equal("/a", created.Path.Value);
        Assert.Equal("one", _tree.Data("/a"));
        var zxid = new Zxid(1);
        Assert.Equal(new Stat(zxid, zxid, 5_000_000, 5_000_000, 0, 0, 0, SessionId.None, 3, 0, zxid), created.Stat);
        Assert.Equal(created.Stat, _tree.Stat("/a"));
    }

    [Fact]
    public void Every_sequential_name_carries_the_number_of_creates_under_its_parent_before_it()
    {
        _tree.Create("/q");
        _tree.Create("/q/plain");
        _tree.Delete("/q/plain");

        Assert.Equal("/q/n-0000000001", _tree.Create("/q/n-", CreateMode.PersistentSequential).Path.Value);
        Assert.Equal(
            "/q/0000000002", _tree.Create(ZPath.SequentialPrefix("/q/"), CreateMode.PersistentSequential).Path.Value);
        Assert.Equal("/0000000001", _tree.Create("/", CreateMode.PersistentSequential).Path.Value);
    }

    [Theory]
    [InlineData(0, "n0000000000")]
    [InlineData(int.MaxValue, "n2147483647")]
    [InlineData(int.MinValue, "n-2147483648")]
    [InlineData(-1, "n-000000001")]
    public void A_counter_that_overflows_goes_on_with_negative_numbers_as_Java_prints_them(
        int number, string expected) =>
        Assert.Equal(expected, Coordination.Tree.Operations.Versions.Sequential("n", number));

    [Fact]
    public void A_create_moves_cversion_and_pzxid_of_the_parent_and_nothing_else()
    {
        Stat before = _tree.Create("/a").Stat;

        _tree.Create("/a/b");

        Assert.Equal(before with { Cversion = 1, NumChildren = 1, Pzxid = new Zxid(2) }, _tree.Stat("/a"));
    }

    [Fact]
    public void Containers_and_times_to_live_are_not_shown_as_owners()
    {
        Assert.Equal(SessionId.None, _tree.Create("/c", CreateMode.Container).Stat.EphemeralOwner);
        Assert.Equal(SessionId.None, _tree.Create("/t", CreateMode.PersistentWithTtl, ttlMs: 1000).Stat.EphemeralOwner);
    }

    [Fact]
    public void An_ephemeral_znode_shows_its_session()
    {
        _tree.Session = _tree.Open();

        Assert.Equal(_tree.Session, _tree.Create("/e", CreateMode.Ephemeral).Stat.EphemeralOwner);
    }

    [Theory]
    [InlineData("/", CreateMode.Persistent, ErrorCode.NodeExists)]
    [InlineData("/there", CreateMode.Persistent, ErrorCode.NodeExists)]
    [InlineData("/missing/child", CreateMode.Persistent, ErrorCode.NoNode)]
    [InlineData("/ephemeral/child", CreateMode.Persistent, ErrorCode.NoChildrenForEphemerals)]
    [InlineData("/new", CreateMode.PersistentWithTtl, ErrorCode.BadArguments)]
    [InlineData("/new", (CreateMode)7, ErrorCode.BadArguments)]
    public void A_create_that_cannot_be_is_refused_and_changes_nothing(string path, CreateMode mode, ErrorCode expected)
    {
        _tree.Session = _tree.Open();
        _tree.Create("/there");
        _tree.Create("/ephemeral", CreateMode.Ephemeral);
        UInt128 before = _tree.Tree.Digest;

        Assert.Equal(expected, _tree.TryCreate(path, mode));

        Assert.Equal(before, _tree.Tree.Digest);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(0xff_ffff_ffff, true)]
    [InlineData(0x100_0000_0000, false)]
    public void A_time_to_live_fits_into_five_bytes_and_is_above_zero(long ttlMs, bool accepted) =>
        Assert.Equal(accepted
            ? ErrorCode.Ok
            : ErrorCode.BadArguments, _tree.TryCreate("/t", CreateMode.PersistentWithTtl, ttlMs: ttlMs));

    [Fact]
    public void A_time_to_live_is_refused_for_a_mode_without_one() =>
        Assert.Equal(ErrorCode.BadArguments, _tree.TryCreate("/t", CreateMode.Persistent, ttlMs: 5));

    [Fact]
    public void A_path_that_needs_a_number_is_refused_without_one() =>
        Assert.Equal(ErrorCode.BadArguments, _tree.TryCreate(ZPath.SequentialPrefix("/q/"), CreateMode.Persistent));

    [Fact]
    public void Data_is_copied_on_the_way_in_and_not_on_the_way_out()
    {
        byte[] sent = [1, 2, 3];
        _tree.Apply(new CreateRequest("/a", sent, Acl.Open, CreateMode.Persistent));
        sent[0] = 9;

        _tree.Read(new GetDataRequest("/a"), out GetDataResponse? first);
        _tree.Read(new GetDataRequest("/a"), out GetDataResponse? second);

        Assert.Equal([1, 2, 3], first!.Data.ToArray()); // Not null: the znode is there.
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(first.Data, out ArraySegment<byte> one));
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(second!.Data, out ArraySegment<byte> two));
        Assert.Same(one.Array, two.Array);
    }

    [Theory]
    [InlineData("ascii")]
    [InlineData("größe")]
    [InlineData("汉字")]
    [InlineData("a\u00a0b")]
    public void Names_of_any_script_are_found_and_listed(string name)
    {
        _tree.Create(ZPath.Root / name, data: "x");

        Assert.Equal("x", _tree.Data(ZPath.Root / name));
        Assert.Contains(name, _tree.Children("/"));
    }

    [Fact]
    public void A_create_is_reported_with_the_path_it_got()
    {
        _tree.Create("/n-", CreateMode.PersistentSequential);

        Change change = Assert.Single(_tree.Changes);
        Assert.Equal(
            (new Zxid(1), WatchEventType.NodeCreated, "/n-0000000000"), (change.Zxid, change.Type, change.Path.Value));
    }
}
