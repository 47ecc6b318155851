using Coordination.Tree.Commands;
using Coordination.Tree.Watches;
using FsCheck;
using FsCheck.Fluent;

namespace Coordination.Tests.Tree.Watches;

public class WatchTablePropertyTests
{
    private static readonly string[] Paths = ["/", "/a", "/a/b", "/a/b/c", "/a/bc", "/d", "/d/b"];
    private static readonly WatchKinds[] Kinds =
        [WatchKinds.Data, WatchKinds.Child, WatchKinds.Persistent, WatchKinds.Recursive];

    private static readonly WatchEventType[] Types =
        [WatchEventType.NodeCreated, WatchEventType.NodeDeleted, WatchEventType.NodeDataChanged];

    [Fact]
    public void The_table_fires_what_a_list_of_all_watches_would() =>
        Cases.Run(2_000, Prop.ForAll(Steps.ToArbitrary(), steps =>
        {
            var table = new WatchTable<NamedWatcher>();
            var list = new ListOfWatches();
            NamedWatcher[] watchers = [.. Enumerable.Range(0, 4).Select(i => new NamedWatcher($"w{i}"))];
            long zxid = 0;
            foreach (Step step in steps)
            {
                Take(step, table, list, watchers[step.Watcher], ++zxid);
                Assert.Equal(list.Count, table.Count);
            }

            int watched = watchers.Sum(watcher => watcher.WatchedPathCount);
            Assert.Equal(watched, table.ByPath.Sum(path => path.Watchers.Count()));
            Assert.Equal(watchers.Count(watcher => watcher.WatchedPathCount > 0), table.WatcherCount);
        }));

    private static Gen<Step[]> Steps =>
        (from what in Gen.Elements("++++++--0!!!!!".ToCharArray())
         from watcher in Gen.Choose(0, 3)
         from path in Gen.Elements(Paths)
         from kind in Gen.Elements(Kinds)
         from type in Gen.Elements(Types)
         select new Step(what, watcher, path, kind, type)).ArrayOf();

    private static void Take(
        Step step, WatchTable<NamedWatcher> table, ListOfWatches list, NamedWatcher watcher, long zxid)
    {
        switch (step.What)
        {
            case '+':
                table.Arm(watcher, step.Path, step.Kind);
                list.Arm(watcher.Name, step.Path, step.Kind);
                break;
            case '-':
                bool removed = table.Disarm(watcher, step.Path, step.Kind) != WatchKinds.None;
                Assert.Equal(list.Disarm(watcher.Name, step.Path, step.Kind), removed);
                break;
            case '0':
                table.DisarmAll(watcher);
                list.DisarmAll(watcher.Name);
                break;
            default:
                Trigger(new Change(new Zxid(zxid), step.Type, step.Path), table, list);
                break;
        }
    }

    // Watchers of one event have no order among each other; events have.
    private static void Trigger(in Change change, WatchTable<NamedWatcher> table, ListOfWatches list)
    {
        var fired = new FiredEvents();
        table.Trigger(change, ref fired);
        Zxid zxid = change.Zxid;
        Assert.All(fired.Events, told => Assert.Equal(zxid, told.Zxid));

        string own = $"{change.Type} ";
        IEnumerable<string> firstOwn = fired.All.Where(told => told.Contains(own)).Order();
        IEnumerable<string> thenParents = fired.All.Where(told => !told.Contains(own)).Order();
        Assert.Equal(list.Trigger(change), firstOwn.Concat(thenParents));
        Assert.DoesNotContain(fired.All.SkipWhile(told => told.Contains(own)), told => told.Contains(own));
    }

    private sealed record Step(char What, int Watcher, string Path, WatchKinds Kind, WatchEventType Type);
}
