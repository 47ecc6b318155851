using Coordination.Tree.Commands;

namespace Coordination.Tests.Tree;

public sealed class DeleteTests
{
    private readonly Orderer _tree = new();

    [Fact]
    public void A_deleted_znode_is_gone_and_may_be_created_again_as_another()
    {
        Stat first = _tree.Create("/a", data: "one").Stat;

        Assert.Equal(ErrorCode.Ok, _tree.Delete("/a"));

        Assert.False(_tree.Exists("/a"));
        Assert.NotEqual(first.Czxid, _tree.Create("/a").Stat.Czxid);
    }

    [Fact]
    public void Cversion_counts_creates_and_deletes_while_sequence_numbers_count_creates_only()
    {
        _tree.Create("/p");
        _tree.Create("/p/a");
        _tree.Create("/p/b");
        _tree.Delete("/p/a");

        // Two creates and one delete are three changes: 2 × 2 creates − 1 child (DataNode.copyStat).
        Assert.Equal(3, _tree.Stat("/p").Cversion);
        Assert.Equal("/p/n0000000002", _tree.Create("/p/n", CreateMode.PersistentSequential).Path.Value);
    }

    [Fact]
    public void A_delete_moves_pzxid_of_the_parent()
    {
        _tree.Create("/p");
        _tree.Create("/p/a");

        _tree.Delete("/p/a");

        Assert.Equal(new Zxid(3), _tree.Stat("/p").Pzxid);
    }

    [Theory]
    [InlineData("/", -1, ErrorCode.BadArguments)]
    [InlineData("/zookeeper", -1, ErrorCode.BadArguments)]
    [InlineData("/zookeeper/quota", -1, ErrorCode.BadArguments)]
    [InlineData("/zookeeper/config", -1, ErrorCode.BadArguments)]
    [InlineData("/missing", -1, ErrorCode.NoNode)]
    [InlineData("/missing/child", -1, ErrorCode.NoNode)]
    [InlineData("/parent", 7, ErrorCode.BadVersion)]
    [InlineData("/parent", -1, ErrorCode.NotEmpty)]
    [InlineData("/parent/child", 1, ErrorCode.BadVersion)]
    public void A_delete_that_cannot_be_is_refused_and_changes_nothing(string path, int version, ErrorCode expected)
    {
        _tree.Create("/parent");
        _tree.Create("/parent/child");
        UInt128 before = _tree.Tree.Digest;

        Assert.Equal(expected, _tree.Delete(path, version));

        Assert.Equal(before, _tree.Tree.Digest);
    }

    [Fact]
    public void A_version_that_fits_deletes()
    {
        _tree.Create("/a");
        _tree.Set("/a", "one");

        Assert.Equal(ErrorCode.Ok, _tree.Delete("/a", version: 1));
    }

    [Fact]
    public void A_path_to_which_a_number_would_be_appended_names_no_znode()
    {
        _tree.Create("/a");

        Assert.Equal(ErrorCode.NoNode, _tree.Delete(ZPath.SequentialPrefix("/a/")));
    }

    [Fact]
    public void A_delete_is_reported()
    {
        _tree.Create("/a");

        _tree.Delete("/a");

        Change change = _tree.Changes[^1];
        Assert.Equal((new Zxid(2), WatchEventType.NodeDeleted, "/a"), (change.Zxid, change.Type, change.Path.Value));
    }
}
