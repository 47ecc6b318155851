using Coordination.Recipes.Placement;

namespace Coordination.Tests.Recipes.Placement.Following;

public sealed class PendingReadsTests
{
    private readonly PendingReads _pending = new(new PlacementPaths("/p"));

    [Fact]
    public void Only_what_changed_is_read_again()
    {
        Note(WatchEventType.NodeDataChanged, "/p/map");
        Note(WatchEventType.NodeCreated, "/p/up/7");
        Note(WatchEventType.NodeDataChanged, "/p/devices/12");
        Note(WatchEventType.NodeDeleted, "/p/up/7");
        foreach (string other in (string[])["/p/devices", "/p/other", "/p/up/x", "/p/up/07", "/p/up/7/z", "/p/maps"])
            Note(WatchEventType.NodeCreated, other);

        Assert.True(_pending.Map);
        Assert.False(_pending.Everything);
        Assert.Equal([7, 12], _pending.Devices);
        _pending.Clear();
        Assert.False(_pending.Map);
        Assert.Empty(_pending.Devices);
    }

    [Theory]
    [InlineData(WatchEventType.Armed, "/p")]
    [InlineData(WatchEventType.Changed, "/p")]
    [InlineData(WatchEventType.NodeDeleted, "/p")]
    [InlineData(WatchEventType.NodeCreated, "/p")]
    public void Everything_is_read_where_events_may_have_been_missed(WatchEventType type, string path)
    {
        Note(type, path);
        Assert.True(_pending.Everything);
    }

    private void Note(WatchEventType type, string path) => _pending.Note(new WatchEvent(type, path));
}
