using Coordination.Requests;
using Coordination.Testing;
using Coordination.Transports;
using Coordination.Tree.Commands;
using Coordination.Tree.Security;

namespace Coordination.Tests.Testing;

public sealed class ReapRulesTests
{
    private static readonly SetDataRequest Set = new("/t", Array.Empty<byte>(), -1);
    private static readonly DeleteIfExpiredRequest Expire = new("/t", Zxid.None);
    private static readonly DeleteIfStillEmptyRequest Empty = new("/c", 0);

    private readonly List<AppliedCommand> _applied = [];

    [Fact]
    public void A_container_may_go_when_its_last_child_has()
    {
        Container();
        Created("/c/a");
        Created("/c/b");
        Deleted(new DeleteRequest("/c/a", -1), "/c/a");
        Deleted(new DeleteRequest("/c/b", -1), "/c/b");
        Deleted(Empty, "/c");

        new ReapRules(_applied).Check();
    }

    [Fact]
    public void A_container_that_never_had_a_child_must_stay()
    {
        Container();
        Deleted(Empty, "/c");

        CheckFails("is no container that has had children");
    }

    [Fact]
    public void A_container_with_a_child_must_stay()
    {
        Container();
        Created("/c/a");
        Created("/c/b");
        Deleted(new DeleteRequest("/c/a", -1), "/c/a");
        Deleted(Empty, "/c");

        CheckFails("has 1 children");
    }

    [Fact]
    public void What_was_created_again_begins_anew()
    {
        Container();
        Created("/c/a");
        Deleted(new DeleteRequest("/c/a", -1), "/c/a");
        Deleted(new DeleteRequest("/c", -1), "/c");
        Container();
        Deleted(Empty, "/c");

        CheckFails("is no container that has had children");
    }

    [Theory]
    [InlineData(1_101, true)]
    [InlineData(1_100, false)]
    public void A_time_to_live_counts_from_when_it_was_last_set(long atMs, bool isAllowed)
    {
        WithTimeToLive(inMulti: false);
        Apply(Set, 100, new Change(Zxid.None, WatchEventType.NodeDataChanged, "/t"));
        Deleted(Expire, "/t", atMs);

        if (isAllowed)
            new ReapRules(_applied).Check();
        else
            CheckFails("was set 1000 ms before, and may live for 1000 ms");
    }

    [Fact]
    public void What_a_transaction_makes_is_judged_too()
    {
        WithTimeToLive(inMulti: true);
        Deleted(Expire, "/t", 500);

        CheckFails("may live for 1000 ms");
    }

    [Fact]
    public void A_child_keeps_its_parent_past_its_time()
    {
        WithTimeToLive(inMulti: false);
        Created("/t/a");
        Deleted(Expire, "/t", 5_000);

        CheckFails("has 1 children");
    }

    [Fact]
    public void What_is_neither_is_not_the_ensembles_to_delete()
    {
        Created("/t");
        Deleted(Expire, "/t", 5_000);

        CheckFails("is neither a container nor has it a time to live");
    }

    [Fact]
    public void An_attempt_that_was_refused_does_no_harm()
    {
        WithTimeToLive(inMulti: false);
        Apply(Expire, 10);

        new ReapRules(_applied).Check();
    }

    private void Container() => Apply(
        new CreateRequest("/c", Array.Empty<byte>(), Acl.Open, CreateMode.Container), 0, Creation("/c"));

    private void WithTimeToLive(bool inMulti)
    {
        var create = new CreateRequest(
            "/t", Array.Empty<byte>(), Acl.Open, CreateMode.PersistentWithTtl, TimeToLiveMs: 1_000);
        if (inMulti)
            Apply(
                new MultiRequest([Set, create]),
                0,
                new MultiResponse([
                    new OperationResult(OpCode.SetData, ErrorCode.Ok, new SetDataResponse(default)),
                    new OperationResult(OpCode.Create, ErrorCode.Ok, new CreateResponse("/t", default)),
                ]),
                Creation("/t"));
        else
            Apply(create, 0, Creation("/t"));
    }

    private void Created(ZPath path) => Apply(
        new CreateRequest(path, Array.Empty<byte>(), Acl.Open, CreateMode.Persistent), 0, Creation(path));

    private void Deleted(IRequest how, ZPath path, long atMs = 0) =>
        Apply(how, atMs, new Change(Zxid.None, WatchEventType.NodeDeleted, path));

    private static Change Creation(ZPath path) => new(Zxid.None, WatchEventType.NodeCreated, path);

    private void Apply(IRequest body, long atMs, params Change[] changes) => Apply(body, atMs, null, changes);

    private void Apply(IRequest body, long atMs, Response? answer, params Change[] changes) =>
        _applied.Add(new AppliedCommand(
            new Command(Zxid.None, atMs, SessionId.None, 0, 0, 0, Identities.Anonymous, body),
            new Answer<Response>(Zxid.None, ErrorCode.Ok, answer),
            changes));

    private void CheckFails(string how) => Assert.Contains(
        how, Assert.Throws<CheckFailedException>(() => new ReapRules(_applied).Check()).Message);
}
