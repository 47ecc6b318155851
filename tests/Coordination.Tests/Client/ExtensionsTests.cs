using System.Text;

namespace Coordination.Tests.Client;

public sealed class ExtensionsTests
{
    private readonly InMemoryClient _world = new();
    private readonly CoordinationClient _client;

    public ExtensionsTests() => _client = _world.Connect();

    [Fact]
    public void A_path_is_ensured_once_and_again()
    {
        _world.Finish(_client.EnsurePathAsync("/a/b/c"));
        _world.Finish(_client.SetAsync("/a/b/c", "kept"u8.ToArray()));

        _world.Finish(_client.EnsurePathAsync("/a/b/c", CreateMode.Container, new CreateOptions { FailFast = true }));
        _world.Finish(_client.EnsurePathAsync(ZPath.Root));

        Assert.Equal("kept", Text(_world.Finish(_client.GetAsync("/a/b/c"))));
    }

    [Fact]
    public void Only_znodes_that_can_have_children_make_a_path()
    {
        Assert.Throws<ArgumentException>(() => { _ = _client.EnsurePathAsync("/a", CreateMode.Ephemeral); });
        Assert.Throws<ArgumentException>(() => { _ = _client.EnsurePathAsync(ZPath.SequentialPrefix("/a/")); });
    }

    [Fact]
    public void A_subtree_is_deleted_whole()
    {
        _world.Finish(_client.EnsurePathAsync("/a/b/c"));
        _world.Finish(_client.EnsurePathAsync("/a/d"));

        Assert.True(_world.Finish(_client.DeleteRecursiveAsync("/a")));
        Assert.False(_world.Finish(_client.DeleteRecursiveAsync("/a")));
        Assert.Null(_world.Finish(_client.ExistsAsync("/a")));
        Assert.Throws<ArgumentException>(() => { _ = _client.DeleteRecursiveAsync(ZPath.Root); });
    }

    [Fact]
    public void Data_is_set_where_there_is_a_znode_and_one_is_created_where_there_is_none()
    {
        Stat created = _world.Finish(_client.SetOrCreateAsync("/a", "one"u8.ToArray()));
        Stat set = _world.Finish(_client.SetOrCreateAsync("/a", "two"u8.ToArray()));

        Assert.Equal(0, created.Version);
        Assert.Equal(1, set.Version);
        Assert.Equal(ErrorCode.NoNode, _world.Rejects(_client.SetOrCreateAsync("/x/y", default)).Code);
        Assert.Throws<ArgumentException>(
            () => { _ = _client.SetOrCreateAsync("/a", default, CreateMode.PersistentSequential); });
    }

    [Fact]
    public void Children_come_with_their_data_in_the_order_of_their_names()
    {
        _world.Finish(_client.CreateAsync("/a"));
        for (int i = 0; i < 300; i++)
            _world.Finish(_client.CreateAsync($"/a/{i:D3}", Encoding.UTF8.GetBytes($"{i}")));

        IReadOnlyList<ZNode> children = _world.Finish(_client.GetChildrenWithDataAsync("/a"));

        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"/a/{i:D3}"), children.Select(child => child.Path.Value));
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"{i}"), children.Select(Text));
        Assert.Equal(ErrorCode.NoNode, _world.Rejects(_client.GetChildrenWithDataAsync("/x")).Code);
    }

    private static string Text(ZNode znode) => Encoding.UTF8.GetString(znode.Data.Span);
}
