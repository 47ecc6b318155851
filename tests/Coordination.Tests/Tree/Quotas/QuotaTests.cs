using System.Text;
using Coordination.Requests;
using Coordination.Tree;
using Coordination.Tree.Quotas;

namespace Coordination.Tests.Tree.Quotas;

public sealed class QuotaTests
{
    private readonly Orderer _tree = new(new ZnodeTree(new TreeSettings { EnforceQuota = true }));

    [Theory]
    [InlineData("count=4,bytes=5", "count=4,bytes=5")]
    [InlineData("bytes=5,count=4", "count=4,bytes=5")]
    [InlineData("count=4", "count=4,bytes=-1")]
    [InlineData("", "count=-1,bytes=-1")]
    [InlineData("count=4,bytes=5;countHardLimit=8;byteHardLimit=9",
        "count=4,bytes=5=;byteHardLimit=9;countHardLimit=8")]
    [InlineData("count=4,bytes=5=;countHardLimit=8", "count=4,bytes=5=;countHardLimit=8")]
    public void Figures_are_read_and_written_as_StatsTrack_does(string text, string expected)
    {
        Assert.True(QuotaFigures.TryParse(Encoding.UTF8.GetBytes(text), out QuotaFigures figures));

        Assert.Equal(expected, Encoding.UTF8.GetString(figures.ToBytes()));
    }

    [Theory]
    [InlineData("/zookeeper/quota/a/zookeeper_limits", "count")]
    [InlineData("/zookeeper/quota/a/zookeeper_limits", "count=x")]
    [InlineData("/zookeeper/quota/a/zookeeper_stats", "=")]
    [InlineData("/zookeeper/quota/zookeeper_limits", "count=1,bytes=1")]
    public void Figures_that_cannot_be_kept_are_refused(string path, string data)
    {
        _tree.Create("/zookeeper/quota/a");

        Assert.Equal(ErrorCode.BadArguments, _tree.TryCreate(path, data: data));
    }

    [Fact]
    public void Statistics_begin_with_what_is_there_and_follow_every_write()
    {
        _tree.Create("/a", data: "12");
        _tree.Create("/a/b", data: "345");
        SetQuota("/a", "count=100,bytes=1000");
        Assert.Equal("count=2,bytes=5", Statistics("/a"));

        _tree.Create("/a/b/c", data: "6");
        Assert.Equal("count=3,bytes=6", Statistics("/a"));
        _tree.Set("/a/b", "");
        Assert.Equal("count=3,bytes=3", Statistics("/a"));
        _tree.Delete("/a/b/c");
        Assert.Equal("count=2,bytes=2", Statistics("/a"));
        _tree.Create("/ab", data: "no part of it");
        Assert.Equal("count=2,bytes=2", Statistics("/a"));
    }

    [Fact]
    public void Keeping_statistics_moves_nothing_of_their_stat_but_the_length()
    {
        _tree.Create("/a");
        SetQuota("/a", "count=100,bytes=1000");
        Stat before = _tree.Stat("/zookeeper/quota/a/zookeeper_stats");

        _tree.Create("/a/b", data: "123456789012");

        Assert.Equal(
            before with { DataLength = "count=2,bytes=12".Length }, _tree.Stat("/zookeeper/quota/a/zookeeper_stats"));
    }

    [Fact]
    public void The_deepest_quota_is_the_one_that_counts()
    {
        _tree.Create("/a");
        _tree.Create("/a/b");
        SetQuota("/a", "count=100,bytes=1000");
        SetQuota("/a/b", "count=100,bytes=1000");

        _tree.Create("/a/b/c");

        Assert.Equal("count=2,bytes=0", Statistics("/a"));
        Assert.Equal("count=2,bytes=0", Statistics("/a/b"));
    }

    [Fact]
    public void A_hard_limit_refuses_what_would_exceed_it_and_leaves_no_trace()
    {
        _tree.Create("/a");
        SetQuota("/a", "count=-1,bytes=-1=;byteHardLimit=10;countHardLimit=2");
        _tree.Create("/a/b", data: "12345");
        UInt128 before = _tree.Tree.Digest;

        Assert.Equal(ErrorCode.QuotaExceeded, _tree.TryCreate("/a/c"));
        Assert.Equal(ErrorCode.QuotaExceeded, _tree.TrySet("/a/b", "12345678901"));
        Assert.Equal(before, _tree.Tree.Digest);

        Assert.Equal(ErrorCode.Ok, _tree.TrySet("/a/b", "1234567890"));
        Assert.Equal(ErrorCode.Ok, _tree.TrySet("/a/b", "12"));
        Assert.Equal(ErrorCode.Ok, _tree.Delete("/a/b"));
        Assert.Equal(ErrorCode.Ok, _tree.TryCreate("/a/c"));
    }

    [Fact]
    public void A_quota_is_judged_after_the_path_and_before_the_version()
    {
        _tree.Create("/a");
        SetQuota("/a", "count=-1,bytes=-1=;byteHardLimit=1;countHardLimit=1");

        Assert.Equal(ErrorCode.QuotaExceeded, _tree.TrySet("/a", "123", version: 77));
        Assert.Equal(ErrorCode.NodeExists, _tree.TryCreate("/a"));
    }

    [Fact]
    public void A_soft_limit_is_reported_and_refuses_nothing()
    {
        _tree.Create("/a");
        SetQuota("/a", "count=1,bytes=2");
        Assert.False(_tree.Tree.TryTakeQuotaWarning(out _));

        _tree.Create("/a/b", data: "123");

        Assert.True(_tree.Tree.TryTakeQuotaWarning(out QuotaWarning count));
        Assert.True(_tree.Tree.TryTakeQuotaWarning(out QuotaWarning bytes));
        Assert.Equal(new QuotaWarning(_tree.Tree.LastZxid, "/a", QuotaResource.Count, 2, 1, Refused: false), count);
        Assert.Equal(new QuotaWarning(_tree.Tree.LastZxid, "/a", QuotaResource.Bytes, 3, 2, Refused: false), bytes);
    }

    [Fact]
    public void A_hard_limit_is_reported_only_where_quotas_are_not_enforced()
    {
        var tree = new Orderer();
        tree.Create("/a");
        SetQuota("/a", "count=-1,bytes=-1=;byteHardLimit=-1;countHardLimit=1", tree);

        Assert.Equal(ErrorCode.Ok, tree.TryCreate("/a/b"));

        Assert.True(tree.Tree.TryTakeQuotaWarning(out QuotaWarning warning));
        Assert.False(warning.Refused);
    }

    [Fact]
    public void Nothing_is_counted_any_more_when_the_limits_are_gone()
    {
        _tree.Create("/a");
        SetQuota("/a", "count=1,bytes=1=;countHardLimit=1");
        _tree.Delete("/zookeeper/quota/a/zookeeper_limits");

        Assert.Equal(ErrorCode.Ok, _tree.TryCreate("/a/b"));

        Assert.Equal("count=1,bytes=0", Statistics("/a"));
    }

    [Fact]
    public void A_multi_that_fails_takes_its_charges_back()
    {
        _tree.Create("/a");
        SetQuota("/a", "count=-1,bytes=-1=;countHardLimit=2");

        Assert.Equal(
            ErrorCode.QuotaExceeded,
            _tree.Apply(new MultiRequest([Orderer.NewCreate("/a/b", data: "1"), Orderer.NewCreate("/a/c")])).Code);

        Assert.Equal("count=1,bytes=0", Statistics("/a"));
    }

    private string Statistics(string path) => _tree.Data($"/zookeeper/quota{path}/zookeeper_stats");

    private void SetQuota(string path, string limits) => SetQuota(path, limits, _tree);

    private static void SetQuota(string path, string limits, Orderer tree)
    {
        ZPath quota = ZPath.Parse("/zookeeper/quota" + path);
        tree.TryCreate(quota);
        tree.Create(quota / "zookeeper_limits", data: limits);
        tree.Create(quota / "zookeeper_stats", data: "count=0,bytes=0");
    }
}
