using Coordination.Requests;
using Coordination.Testing;
using static Coordination.Tests.Testing.WireScript;

namespace Coordination.Tests.Testing;

public sealed class ConnectionOrderTests
{
    private static readonly SetDataRequest Write = new("/x", Array.Empty<byte>(), -1);
    private static readonly ExistsRequest Read = new("/x");
    private static readonly SetWatchesRequest Replay = new(new Zxid(3), [], [], [], [], []);

    private readonly ScriptedWireConnection _connection = new WireScript().Connect();

    [Fact]
    public void Answers_in_turn_and_events_before_what_shows_their_change_are_in_order()
    {
        _connection
            .Send(1, Write).Send(2, Read).Send(3, Read)
            .Answer(1, 5)
            .See(Changed(6)).See(Changed(6)).See(Changed(7))
            .Answer(2, 7).Answer(3, 7);

        Check();
    }

    [Fact]
    public void The_kept_answer_to_a_write_that_was_sent_again_may_be_an_old_one()
    {
        _connection.Send(1, Read).Answer(1, 9).Send(2, Write).Answer(2, 4).Send(3, Read).Answer(3, 9);

        Check();
    }

    [Fact]
    public void What_is_replayed_or_coalesced_may_be_older_than_what_was_answered()
    {
        _connection
            .Send(1, Read).Answer(1, 9).Send(2, Replay).See(Changed(4)).Answer(2, 9)
            .See(Changed(2) with { Coalesced = true });

        Check();
    }

    [Fact]
    public void An_answer_out_of_turn_is_found()
    {
        _connection.Send(1, Read).Send(2, Read).Answer(2, 5);

        CheckFails("the answer to request 2 came out of turn");
    }

    [Fact]
    public void An_answer_that_nobody_asked_for_is_found()
    {
        _connection.Send(1, Read).Answer(1, 5).Answer(1, 5);

        CheckFails("the answer to request 1 came out of turn");
    }

    [Fact]
    public void A_read_that_goes_back_in_time_is_found()
    {
        _connection.Send(1, Read).Answer(1, 5).Send(2, Read).Answer(2, 4);

        CheckFails("time went back");
    }

    [Fact]
    public void Events_that_go_back_are_found()
    {
        _connection.See(Changed(6)).See(Changed(5));

        CheckFails("events went back");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public void An_event_behind_the_answer_that_shows_its_change_is_found(long changedAt)
    {
        _connection.Send(1, Read).Answer(1, 5).See(Changed(changedAt));

        CheckFails("an answer of");
    }

    [Fact]
    public void A_replay_that_is_over_excuses_nothing()
    {
        _connection.Send(1, Replay).Answer(1, 5).See(Changed(5));

        CheckFails("came before");
    }

    private static WatchEvent Changed(long zxid) => new(WatchEventType.NodeDataChanged, "/x", new Zxid(zxid));

    private void Check() => new ConnectionOrder(_connection.Observed).Check();

    private void CheckFails(string how) => Assert.Contains(how, Assert.Throws<CheckFailedException>(Check).Message);
}
