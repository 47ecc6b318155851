using System.Collections.Immutable;
using Coordination.Recipes.Following;
using Coordination.Requests;
using FsCheck.Xunit;

namespace Coordination.Tests.Recipes.Following;

public sealed class ChildrenTransitionTests
{
    private static readonly ImmutableSortedDictionary<string, ZNode> None =
        ImmutableSortedDictionary.Create<string, ZNode>(StringComparer.Ordinal);

    [Fact]
    public void What_was_read_again_and_is_the_same_is_no_change()
    {
        ImmutableSortedDictionary<string, ZNode> before = Children(("a", 1), ("b", 2));

        Assert.Same(before, ChildrenTransition.After(before, Read(("a", 1)), isAll: false));
        Assert.Same(before, ChildrenTransition.After(before, Read(("a", 1), ("b", 2)), isAll: true));
        Assert.Same(before, ChildrenTransition.After(before, Read(("c", null)), isAll: false));
    }

    [Property]
    public bool The_next_snapshot_is_what_was_read_above_what_was_there(
        (byte Name, byte Mzxid)[] there, (byte Name, byte? Mzxid)[] read, bool isAll)
    {
        Dictionary<string, int> expected = there.DistinctBy(one => one.Name % 8)
            .ToDictionary(one => $"{one.Name % 8}", one => (int)one.Mzxid);
        ImmutableSortedDictionary<string, ZNode> before =
            Children([.. expected.Select(entry => (entry.Key, entry.Value))]);
        (string Name, int? Mzxid)[] news =
            [.. read.DistinctBy(one => one.Name % 8).Select(one => ($"{one.Name % 8}", (int?)one.Mzxid))];
        if (isAll)
            expected.Clear();
        foreach ((string name, int? mzxid) in news)
        {
            expected.Remove(name);
            if (mzxid is { } set)
                expected.Add(name, set);
        }

        ImmutableSortedDictionary<string, ZNode> after = ChildrenTransition.After(before, Read(news), isAll);

        bool isSame = after.Count == before.Count && after.All(
            one => before.TryGetValue(one.Key, out ZNode was) && was.Stat.Mzxid == one.Value.Stat.Mzxid);
        return ReferenceEquals(after, before) == isSame
            && expected.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => (entry.Key, (long)entry.Value))
                .SequenceEqual(after.Select(one => (one.Key, one.Value.Stat.Mzxid.Value)));
    }

    [Fact]
    public void An_event_says_which_child_to_read_again()
    {
        var dirty = new DirtyChildren("/group");
        dirty.Add(new WatchEvent(WatchEventType.NodeDataChanged, "/group"));
        dirty.Add(new WatchEvent(WatchEventType.NodeCreated, "/group/a"));
        dirty.Add(new WatchEvent(WatchEventType.NodeCreated, "/group/b/below"));

        Assert.Equal(["a"], dirty.Names);
        Assert.False(dirty.IsAll);
        dirty.Add(new WatchEvent(WatchEventType.Changed, "/group", Coalesced: true));
        Assert.True(dirty.IsAll);
    }

    private static ImmutableSortedDictionary<string, ZNode> Children(params (string Name, int Mzxid)[] children) =>
        None.AddRange(children.Select(one => KeyValuePair.Create(one.Name, Znode(one.Name, one.Mzxid))));

    private static Dictionary<string, ZNode?> Read(params (string Name, int? Mzxid)[] read) => read.ToDictionary(
        one => one.Name, one => one.Mzxid is { } mzxid ? Znode(one.Name, mzxid) : default(ZNode?));

    private static ZNode Znode(string name, int mzxid) => new(
        ZPath.Root / "group" / name,
        new GetDataResponse(default, default(Stat) with { Mzxid = new Zxid(mzxid) }));
}
