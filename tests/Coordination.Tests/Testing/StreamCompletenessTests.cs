using Coordination.Testing;
using Coordination.Tree.Commands;

namespace Coordination.Tests.Testing;

public sealed class StreamCompletenessTests
{
    private static readonly Change[] Changes =
    [
        new(new Zxid(1), WatchEventType.NodeCreated, "/a"),
        new(new Zxid(3), WatchEventType.NodeCreated, "/a/b"),
        new(new Zxid(4), WatchEventType.NodeDataChanged, "/a"),
        new(new Zxid(5), WatchEventType.NodeDataChanged, "/a/b"),
        new(new Zxid(6), WatchEventType.NodeDeleted, "/a/b"),
        new(new Zxid(7), WatchEventType.NodeCreated, "/other"),
    ];

    private static readonly WatchEvent Armed = new(WatchEventType.Armed, "/a", new Zxid(2));

    private static readonly WatchEvent[] All =
    [
        Armed,
        Seen(WatchEventType.NodeCreated, "/a/b", 3),
        Seen(WatchEventType.NodeDataChanged, "/a", 4),
        Seen(WatchEventType.NodeDataChanged, "/a/b", 5),
        Seen(WatchEventType.NodeDeleted, "/a/b", 6),
    ];

    [Fact]
    public void Every_change_at_or_below_after_it_was_armed_once_and_in_order_is_complete() => Check(true, All);

    [Fact]
    public void A_stream_on_one_znode_is_told_of_its_children_coming_and_going() => Check(
        true,
        recursive: false,
        Armed,
        Seen(WatchEventType.NodeChildrenChanged, "/a", 3),
        Seen(WatchEventType.NodeDataChanged, "/a", 4),
        Seen(WatchEventType.NodeChildrenChanged, "/a", 6));

    [Fact]
    public void A_stream_that_yielded_nothing_need_not_be_armed_yet() => Check(false);

    [Fact]
    public void A_stream_that_must_be_up_to_date_is_armed() => CheckFails("never armed");

    [Fact]
    public void One_that_need_not_be_up_to_date_may_lack_what_came_last() => Check(false, All[..3]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_silent_gap_is_found_wherever_it_is(int missing) =>
        CheckFails("silent gap", [.. All.Where((_, i) => i != missing)]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_gap_that_it_told_of_is_none(int missing)
    {
        WatchEvent told = All[missing] with { Zxid = null, Coalesced = true };
        Check(true, [.. All.Select((seen, i) => i == missing ? told : seen)]);
    }

    [Fact]
    public void A_change_somewhere_below_stands_for_all_below_it() =>
        Check(true, Armed, new WatchEvent(WatchEventType.Changed, "/a", null) { Coalesced = true }, All[4]);

    [Fact]
    public void What_was_told_of_one_znode_excuses_no_gap_at_another() => CheckFails(
        "silent gap",
        Armed,
        All[1],
        new WatchEvent(WatchEventType.NodeDataChanged, "/a/b", null) { Coalesced = true },
        All[3],
        All[4]);

    [Fact]
    public void What_was_told_before_the_last_event_excuses_no_gap_after_it() => CheckFails(
        "silent gap",
        Armed, new WatchEvent(WatchEventType.Changed, "/a", null) { Coalesced = true }, All[3]);

    [Fact]
    public void What_did_not_happen_is_found() =>
        CheckFails("did not happen", Armed, Seen(WatchEventType.NodeDeleted, "/a", 3));

    [Fact]
    public void An_event_of_another_time_is_found() =>
        CheckFails("did not happen", Armed, Seen(WatchEventType.NodeCreated, "/a/b", 4));

    [Fact]
    public void An_event_from_before_it_was_armed_is_found() =>
        CheckFails("did not happen", Armed, Seen(WatchEventType.NodeCreated, "/a", 1));

    [Fact]
    public void An_event_that_comes_twice_is_found() => CheckFails("yielded before", [.. All, All[4]]);

    [Fact]
    public void Events_out_of_order_are_found() =>
        CheckFails("gap", Armed, All[2], All[1], All[3], All[4]);

    [Fact]
    public void A_stream_that_does_not_begin_with_its_arming_is_found() => CheckFails("begins with", All[1..]);

    [Theory]
    [InlineData(3, true)]
    [InlineData(5, true)]
    [InlineData(2, false)]
    public void What_it_began_with_shows_what_happened_up_to_then(long mzxid, bool isShown)
    {
        ObservedStream stream = Begin(syncedAt: 5);
        stream.Add(Armed);
        stream.Add(new WatchEvent(WatchEventType.Existing, "/a/b", null)
        {
            Stat = default(Stat) with { Mzxid = new Zxid(mzxid) },
        });
        stream.Add(new WatchEvent(WatchEventType.Existing, "/a", null)
        {
            Stat = default(Stat) with { Mzxid = new Zxid(4) },
        });
        stream.Add(new WatchEvent(WatchEventType.Synced, "/a", null));
        if (mzxid < 5)
            stream.Add(All[3]);
        stream.Add(All[4]);

        if (isShown)
            new StreamCompleteness(stream, Changes).Check(mustBeUpToDate: true);
        else
            Assert.Throws<CheckFailedException>(() => new StreamCompleteness(stream, Changes).Check(true));
    }

    private static WatchEvent Seen(WatchEventType type, string path, long zxid) => new(type, path, new Zxid(zxid));

    private static ObservedStream Begin(bool recursive = true, long syncedAt = 0) =>
        new("process", "/a", recursive, () => new Zxid(syncedAt));

    private static void Check(bool upToDate, params WatchEvent[] seen) => Check(upToDate, recursive: true, seen);

    private static void Check(bool upToDate, bool recursive, params WatchEvent[] seen)
    {
        ObservedStream stream = Begin(recursive);
        foreach (WatchEvent change in seen)
            stream.Add(change);
        new StreamCompleteness(stream, Changes).Check(upToDate);
    }

    private static void CheckFails(string how, params WatchEvent[] seen) =>
        Assert.Contains(how, Assert.Throws<CheckFailedException>(() => Check(true, seen)).Message);
}
