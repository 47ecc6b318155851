using Coordination.Requests;
using Coordination.Tree.Operations;

namespace Coordination.Tests.Tree;

public sealed class DataTests
{
    private readonly Orderer _tree = new();

    [Fact]
    public void Setting_data_moves_version_mzxid_and_mtime_and_nothing_else()
    {
        Stat before = _tree.Create("/a", data: "one").Stat;
        _tree.NowMs += 5;

        Stat after = _tree.Set("/a", "three");

        Assert.Equal(before with { Version = 1, Mzxid = new Zxid(2), MtimeMs = _tree.NowMs, DataLength = 5 }, after);
        Assert.Equal(after, _tree.Stat("/a"));
        Assert.Equal("three", _tree.Data("/a"));
    }

    [Theory]
    [InlineData(1, ErrorCode.Ok)]
    [InlineData(-1, ErrorCode.Ok)]
    [InlineData(0, ErrorCode.BadVersion)]
    [InlineData(2, ErrorCode.BadVersion)]
    public void Data_is_set_only_at_the_version_asked_for(int version, ErrorCode expected)
    {
        _tree.Create("/a");
        _tree.Set("/a", "one");

        Assert.Equal(expected, _tree.TrySet("/a", "two", version));

        Assert.Equal(expected == ErrorCode.Ok ? "two" : "one", _tree.Data("/a"));
    }

    [Fact]
    public void Data_of_a_znode_that_is_not_there_cannot_be_set() =>
        Assert.Equal(ErrorCode.NoNode, _tree.TrySet("/missing", "x"));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(int.MaxValue, int.MinValue)]
    [InlineData(-2, 0)]
    public void A_version_wraps_around_and_leaves_out_the_one_that_means_any(int version, int next) =>
        Assert.Equal(next, Versions.Next(version));

    [Fact]
    public void Empty_data_is_data()
    {
        _tree.Create("/a", data: "one");

        Assert.Equal(0, _tree.Set("/a", "").DataLength);

        Assert.Equal("", _tree.Data("/a"));
    }

    [Fact]
    public void An_answer_keeps_its_data_when_the_znode_is_set_again()
    {
        _tree.Create("/a", data: "one");
        _tree.Read(new GetDataRequest("/a"), out GetDataResponse? answer);

        _tree.Set("/a", "two");

        Assert.Equal("one"u8.ToArray(), answer!.Data.ToArray()); // Not null: the znode was there.
    }

    [Fact]
    public void A_set_is_reported()
    {
        _tree.Create("/a");
        _tree.Set("/a", "one");

        Assert.Equal((WatchEventType.NodeDataChanged, "/a"), (_tree.Changes[^1].Type, _tree.Changes[^1].Path.Value));
    }
}
