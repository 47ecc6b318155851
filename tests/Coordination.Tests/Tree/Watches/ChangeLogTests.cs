using Coordination.Tree.Commands;
using Coordination.Tree.Watches;

namespace Coordination.Tests.Tree.Watches;

public class ChangeLogTests
{
    [Fact]
    public void A_new_log_reaches_back_to_where_it_began_and_no_further()
    {
        var log = new ChangeLog(since: new Zxid(7));

        Assert.True(log.TryReplay(new Zxid(7), out int first));
        Assert.Equal(0, first);
        Assert.False(log.TryReplay(new Zxid(6), out _));
    }

    [Fact]
    public void Replay_begins_after_the_zxid_seen()
    {
        var log = new ChangeLog(Zxid.None);
        foreach (long zxid in new long[] { 1, 2, 2, 5 })
            log.Add(ChangeAt(zxid));

        Assert.Equal([2, 2, 5], Replay(log, 1));
        Assert.Equal([5], Replay(log, 2));
        Assert.Equal([5], Replay(log, 4));
        Assert.Equal([], Replay(log, 5));
        Assert.Equal([], Replay(log, 9));
    }

    [Fact]
    public void At_its_limit_a_log_keeps_everything_and_one_past_it_the_oldest_gives_way()
    {
        var log = new ChangeLog(Zxid.None, mostChanges: 3);
        for (long zxid = 1; zxid <= 3; zxid++)
            log.Add(ChangeAt(zxid));
        Assert.Equal([1, 2, 3], Replay(log, 0));

        log.Add(ChangeAt(4));

        Assert.False(log.TryReplay(Zxid.None, out _));
        Assert.Equal([2, 3, 4], Replay(log, 1));
    }

    [Fact]
    public void A_command_of_which_a_change_is_gone_is_not_replayed_in_part()
    {
        var log = new ChangeLog(Zxid.None, mostChanges: 2);
        log.Add(ChangeAt(1));
        log.Add(ChangeAt(1));
        log.Add(ChangeAt(2));

        Assert.False(log.TryReplay(Zxid.None, out _));
        Assert.Equal([2], Replay(log, 1));
    }

    [Fact]
    public void Long_paths_count_by_their_bytes()
    {
        var log = new ChangeLog(Zxid.None, mostBytes: 10_000);
        for (long zxid = 1; zxid <= 10; zxid++)
            log.Add(new Change(new Zxid(zxid), WatchEventType.NodeCreated, "/" + new string('x', 2_000)));

        Assert.Equal(2, log.Count);
        Assert.Equal([9, 10], Replay(log, 8));
    }

    [Fact]
    public void At_its_limit_of_bytes_a_log_keeps_everything_and_one_byte_past_it_the_oldest_gives_way()
    {
        const int ChangeBytes = 80 + (2 * 2);
        var exact = new ChangeLog(Zxid.None, mostBytes: 3 * ChangeBytes);
        var oneLess = new ChangeLog(Zxid.None, mostBytes: (3 * ChangeBytes) - 1);
        for (long zxid = 1; zxid <= 3; zxid++)
        {
            exact.Add(ChangeAt(zxid));
            oneLess.Add(ChangeAt(zxid));
        }

        Assert.Equal([1, 2, 3], Replay(exact, 0));
        Assert.Equal([2, 3], Replay(oneLess, 1));
    }

    [Fact]
    public void A_log_that_may_keep_nothing_is_never_complete_but_at_its_end()
    {
        var log = new ChangeLog(Zxid.None, mostChanges: 0);
        log.Add(ChangeAt(3));

        Assert.False(log.TryReplay(new Zxid(2), out _));
        Assert.Equal([], Replay(log, 3));
    }

    [Fact]
    public void A_log_replays_exactly_the_latest_changes() => Cases.ForAll(200, (byte[] steps, byte seen, byte limit) =>
    {
        var log = new ChangeLog(Zxid.None, mostChanges: limit);
        List<long> all = [];
        long zxid = 0;
        foreach (byte step in steps)
        {
            zxid += step % 3;
            all.Add(zxid);
            log.Add(ChangeAt(zxid));
        }

        long lost = all.Count > limit ? all[all.Count - limit - 1] : 0;
        bool reaches = log.TryReplay(new Zxid(seen), out _);
        Assert.Equal(seen >= lost, reaches);
        if (reaches)
            Assert.Equal(all.Where(each => each > seen), Replay(log, seen));
    });

    private static Change ChangeAt(long zxid) => new(new Zxid(zxid), WatchEventType.NodeCreated, "/x");

    private static IEnumerable<long> Replay(ChangeLog log, long seen)
    {
        Assert.True(log.TryReplay(new Zxid(seen), out int first));
        return Enumerable.Range(first, log.Count - first).Select(index => log[index].Zxid.Value).ToArray();
    }
}
