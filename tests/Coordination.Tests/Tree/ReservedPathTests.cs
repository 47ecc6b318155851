using Coordination.Requests;
using Coordination.Tree.Security;

namespace Coordination.Tests.Tree;

/// <summary>
/// What every ZooKeeper has before anybody writes (<c>DataTree</c>'s constructor; compared with Apache ZooKeeper
/// 3.8.0).
/// </summary>
public sealed class ReservedPathTests
{
    private readonly Orderer _tree = new();

    [Theory]
    [InlineData("/", -1, 1, 0)]
    [InlineData("/zookeeper", -2, 2, 0)]
    [InlineData("/zookeeper/quota", 0, 0, 0)]
    [InlineData("/zookeeper/config", 0, 0, -1)]
    public void The_first_znodes_are_of_no_change_and_no_time(string path, int cversion, int children, int aversion) =>
        Assert.Equal(
            new Stat(Zxid.None, Zxid.None, 0, 0, 0, cversion, aversion, SessionId.None, 0, children, Zxid.None),
            _tree.Stat(path));

    [Fact]
    public void Everybody_may_read_the_configuration_and_only_a_super_user_may_set_it()
    {
        Assert.Equal("", _tree.Data("/zookeeper/config"));
        Assert.Equal(ErrorCode.NoAuth, _tree.TrySet("/zookeeper/config", "x"));

        _tree.Caller = Identities.Anonymous.With(new AuthId(Identities.SuperScheme, ""));
        Assert.Equal(ErrorCode.Ok, _tree.TrySet("/zookeeper/config", "x"));
    }

    [Fact]
    public void The_first_sequence_number_under_the_root_is_zero() =>
        Assert.Equal("/n0000000000", _tree.Create("/n", CreateMode.PersistentSequential).Path.Value);

    [Fact]
    public void The_reserved_znodes_are_counted() => Assert.Equal(4, _tree.Tree.ZnodeCount);
}
