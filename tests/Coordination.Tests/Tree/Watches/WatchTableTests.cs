using Coordination.Tree.Commands;
using Coordination.Tree.Watches;

namespace Coordination.Tests.Tree.Watches;

public class WatchTableTests
{
    private readonly WatchTable<NamedWatcher> _table = new();
    private readonly NamedWatcher _a = new("a");
    private readonly NamedWatcher _b = new("b");
    private long _zxid;

    public static TheoryData<WatchKinds, WatchEventType, string, string> Matching => new()
    {
        { WatchKinds.Data, WatchEventType.NodeCreated, "/p/x", "a: NodeCreated /p/x" },
        { WatchKinds.Data, WatchEventType.NodeDataChanged, "/p/x", "a: NodeDataChanged /p/x" },
        { WatchKinds.Data, WatchEventType.NodeDeleted, "/p/x", "a: NodeDeleted /p/x" },
        { WatchKinds.Data, WatchEventType.NodeCreated, "/p/x/y", "" },
        { WatchKinds.Child, WatchEventType.NodeCreated, "/p/x/y", "a: NodeChildrenChanged /p/x" },
        { WatchKinds.Child, WatchEventType.NodeDeleted, "/p/x/y", "a: NodeChildrenChanged /p/x" },
        { WatchKinds.Child, WatchEventType.NodeDataChanged, "/p/x/y", "" },
        { WatchKinds.Child, WatchEventType.NodeDataChanged, "/p/x", "" },
        { WatchKinds.Child, WatchEventType.NodeDeleted, "/p/x", "a: NodeDeleted /p/x" },
        { WatchKinds.Persistent, WatchEventType.NodeCreated, "/p/x", "a: NodeCreated /p/x" },
        { WatchKinds.Persistent, WatchEventType.NodeDataChanged, "/p/x", "a: NodeDataChanged /p/x" },
        { WatchKinds.Persistent, WatchEventType.NodeDeleted, "/p/x", "a: NodeDeleted /p/x" },
        { WatchKinds.Persistent, WatchEventType.NodeCreated, "/p/x/y", "a: NodeChildrenChanged /p/x" },
        { WatchKinds.Persistent, WatchEventType.NodeCreated, "/p/x/y/z", "" },
        { WatchKinds.Recursive, WatchEventType.NodeCreated, "/p/x", "a: NodeCreated /p/x" },
        { WatchKinds.Recursive, WatchEventType.NodeCreated, "/p/x/y", "a: NodeCreated /p/x/y" },
        { WatchKinds.Recursive, WatchEventType.NodeDataChanged, "/p/x/y/z", "a: NodeDataChanged /p/x/y/z" },
        { WatchKinds.Recursive, WatchEventType.NodeDeleted, "/p/x/y", "a: NodeDeleted /p/x/y" },
        { WatchKinds.Recursive, WatchEventType.NodeCreated, "/p/xy", "" },
        { WatchKinds.Recursive, WatchEventType.NodeCreated, "/p", "" },
    };

    [Theory, MemberData(nameof(Matching))]
    public void A_change_fires_the_kinds_of_watches_it_is_for(
        WatchKinds kind, WatchEventType type, string path, string expected)
    {
        _table.Arm(_a, "/p/x", kind);

        Assert.Equal(expected, string.Join(", ", Trigger(type, path).All));
    }

    [Theory]
    [InlineData(WatchKinds.Data, WatchEventType.NodeDataChanged, false)]
    [InlineData(WatchKinds.Child, WatchEventType.NodeDeleted, false)]
    [InlineData(WatchKinds.Persistent, WatchEventType.NodeDataChanged, true)]
    [InlineData(WatchKinds.Recursive, WatchEventType.NodeDeleted, true)]
    public void Only_persistent_watches_outlive_their_event(WatchKinds kind, WatchEventType type, bool staysArmed)
    {
        _table.Arm(_a, "/x", kind);

        Trigger(type, "/x");

        Assert.Equal(staysArmed, _table.Armed(_a, "/x") == kind);
        Assert.Equal(staysArmed ? (1, 1, 1) : (0, 0, 0), (_table.Count, _table.PathCount, _table.WatcherCount));
    }

    [Fact]
    public void A_child_watch_is_not_used_up_by_a_change_of_data()
    {
        _table.Arm(_a, "/x", WatchKinds.OneShot);

        Trigger(WatchEventType.NodeDataChanged, "/x");

        Assert.Equal(WatchKinds.Child, _table.Armed(_a, "/x"));
    }

    [Fact]
    public void A_watcher_with_watches_of_all_kinds_gets_a_deletion_once()
    {
        _table.Arm(_a, "/x", WatchKinds.All);
        _table.Arm(_a, "/", WatchKinds.Recursive);

        Assert.Equal(["a: NodeDeleted /x"], Trigger(WatchEventType.NodeDeleted, "/x").All);
        Assert.Equal(WatchKinds.Persistent | WatchKinds.Recursive, _table.Armed(_a, "/x"));
    }

    [Fact]
    public void The_znodes_own_event_comes_before_that_of_its_parent()
    {
        _table.Arm(_a, "/p", WatchKinds.Persistent);
        _table.Arm(_a, "/p/x", WatchKinds.Persistent);

        Assert.Equal(
            ["a: NodeCreated /p/x", "a: NodeChildrenChanged /p"], Trigger(WatchEventType.NodeCreated, "/p/x").All);
    }

    [Fact]
    public void A_recursive_and_a_persistent_watch_on_the_parent_give_the_childs_event_and_the_parents()
    {
        _table.Arm(_a, "/p", WatchKinds.Persistent | WatchKinds.Recursive);

        Assert.Equal(
            ["a: NodeCreated /p/x", "a: NodeChildrenChanged /p"], Trigger(WatchEventType.NodeCreated, "/p/x").All);
    }

    [Fact]
    public void Recursive_watches_of_the_nearest_ancestor_come_first_and_reach_to_the_root()
    {
        _table.Arm(_a, "/", WatchKinds.Recursive);
        _table.Arm(_b, "/p", WatchKinds.Recursive);

        Assert.Equal(
            ["b: NodeCreated /p/x/y", "a: NodeCreated /p/x/y"], Trigger(WatchEventType.NodeCreated, "/p/x/y").All);
    }

    [Fact]
    public void A_child_of_the_root_changes_the_roots_children()
    {
        _table.Arm(_a, "/", WatchKinds.Child);

        Assert.Equal(["a: NodeChildrenChanged /"], Trigger(WatchEventType.NodeCreated, "/x").All);
    }

    [Fact]
    public void All_watchers_of_an_event_share_one_object_which_carries_the_zxid()
    {
        _table.Arm(_a, "/x", WatchKinds.Data);
        _table.Arm(_b, "/", WatchKinds.Recursive);

        FiredEvents fired = Trigger(WatchEventType.NodeDataChanged, "/x");

        Assert.Same(fired.Events[0], fired.Events[1]);
        Assert.Equal(new Zxid(_zxid), fired.Events[0].Zxid);
    }

    [Fact]
    public void The_znodes_acl_goes_with_its_own_event_and_the_parents_with_that_of_the_parent()
    {
        IReadOnlyList<Acl> own = [new(Permissions.Read, new AuthId("digest", "a:b"))];
        IReadOnlyList<Acl> parents = Acl.ReadOnly;
        _table.Arm(_a, "/p", WatchKinds.Persistent);
        _table.Arm(_b, "/", WatchKinds.Recursive);
        var fired = new FiredEvents();

        _table.Trigger(new Change(new Zxid(1), WatchEventType.NodeDeleted, "/p/x", own, parents), ref fired);

        Assert.Equal(["b: NodeDeleted /p/x", "a: NodeChildrenChanged /p"], fired.All);
        Assert.Equal([own, parents], fired.Acls);
    }

    [Fact]
    public void Disarming_removes_only_the_kinds_asked_for_and_says_which_were_armed()
    {
        _table.Arm(_a, "/x", WatchKinds.Data | WatchKinds.Persistent);

        Assert.Equal(WatchKinds.Data, _table.Disarm(_a, "/x", WatchKinds.OneShot));
        Assert.Equal(WatchKinds.Persistent, _table.Armed(_a, "/x"));
        Assert.Equal(WatchKinds.Persistent, _table.Disarm(_a, "/x", WatchKinds.All));
        Assert.Equal(WatchKinds.None, _table.Disarm(_a, "/x", WatchKinds.All));
        Assert.Equal((0, 0, 0), (_table.Count, _table.PathCount, _table.WatcherCount));
    }

    [Fact]
    public void A_watcher_that_leaves_takes_its_own_watches_and_no_others()
    {
        for (int i = 0; i < 20; i++)
            _table.Arm(_a, $"/{i}", WatchKinds.Persistent);
        _table.Arm(_b, "/3", WatchKinds.Recursive);

        _table.DisarmAll(_a);

        Assert.Equal((1, 1, 1), (_table.Count, _table.PathCount, _table.WatcherCount));
        Assert.Equal(0, _a.WatchedPathCount);
        Assert.Equal(["b: NodeDataChanged /3/x"], Trigger(WatchEventType.NodeDataChanged, "/3/x").All);
    }

    [Fact]
    public void The_report_by_path_names_every_watcher()
    {
        _table.Arm(_a, "/x", WatchKinds.Data);
        _table.Arm(_b, "/x", WatchKinds.Child);
        _table.Arm(_b, "/y", WatchKinds.Child);

        IEnumerable<string> report = _table.ByPath
            .Select(path => $"{path.Path}: {string.Join(",", path.Watchers.Select(watcher => watcher.Name))}");

        Assert.Equal(["/x: a,b", "/y: b"], report.Order());
    }

    private FiredEvents Trigger(WatchEventType type, string path)
    {
        var fired = new FiredEvents();
        _table.Trigger(new Change(new Zxid(++_zxid), type, path), ref fired);
        return fired;
    }
}
