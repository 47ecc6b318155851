using System.Text;
using Coordination.Recipes.Membership;
using Coordination.Tests.Client;

namespace Coordination.Tests.Recipes.Membership;

public sealed class GroupTests
{
    private static readonly ZPath Path = "/services/workers";

    private readonly InMemoryClient _world = new();

    [Fact]
    public void Members_are_seen_with_what_they_say_and_until_they_leave()
    {
        CoordinationClient client = _world.Connect();
        Group group = client.Group(Path);

        GroupMembership a = Join(client, "a", "1");
        GroupMembership b = Join(client, "b", "2");
        _world.Finish(b.UpdateAsync("3"u8.ToArray()));

        Assert.Equal("a: 1, b: 3", Text(_world.Finish(group.GetViewAsync())));
        Assert.Equal("a", a.Id);
        Assert.Equal(_world.Finish(client.ExistsAsync(a.Path))?.Czxid.Value, a.Lease?.FencingToken);
        _world.Finish(a.DisposeAsync());
        _world.Finish(a.DisposeAsync());
        Assert.Null(a.Lease);
        Assert.Equal("b: 3", Text(_world.Finish(group.GetViewAsync())));
    }

    [Fact]
    public void Observers_are_told_every_change_once_and_the_newest_when_they_are_slow()
    {
        CoordinationClient client = _world.Connect();
        Group observed = _world.Connect().Group(Path);
        IAsyncEnumerator<GroupView> views = observed.WatchAsync().GetAsyncEnumerator(
            TestContext.Current.CancellationToken);
        Assert.Empty(Next(views).Members);

        GroupMembership a = Join(client, "a", "1");
        GroupView first = Next(views);
        _world.Finish(a.UpdateAsync("2"u8.ToArray()));
        Join(client, "b", "1");
        _world.Finish(a.UpdateAsync("3"u8.ToArray()));
        GroupView second = Next(views);
        _world.Finish(a.DisposeAsync());
        GroupView third = Next(views);

        Assert.Equal(["Joined a"], Changes(first, GroupView.Empty));
        Assert.Equal(["PayloadChanged a", "Joined b"], Changes(second, first));
        Assert.Equal(["Left a"], Changes(third, second));
        Assert.Equal(["Left a", "Joined b"], Changes(third, first));
    }

    [Fact]
    public void A_member_joins_again_when_its_znode_was_deleted_by_hand()
    {
        CoordinationClient client = _world.Connect();
        GroupMembership mine = Join(client, "a", "1");
        ILease first = Assert.IsAssignableFrom<ILease>(mine.Lease);

        _world.Finish(client.DeleteAsync(mine.Path));
        _world.Clock.RunPosted();

        Assert.False(first.IsHeld);
        Assert.True(first.Lost.IsCancellationRequested);
        Assert.True(mine.Lease?.FencingToken > first.FencingToken);
        Assert.Equal("a: 1", Text(_world.Finish(client.Group(Path).GetViewAsync())));
    }

    [Fact]
    public void A_later_member_of_the_same_id_takes_the_place_at_once()
    {
        GroupMembership earlier = Join(_world.Connect(), "a", "earlier");
        GroupMembership later = Join(_world.Connect(), "a", "later");
        _world.Clock.RunPosted();

        Assert.Null(earlier.Lease);
        Assert.True(earlier.Replaced.IsCancellationRequested);
        Assert.NotNull(later.Lease);
        Assert.Equal("a: later", Text(_world.Finish(_world.Connect().Group(Path).GetViewAsync())));
        ValueTask update = earlier.UpdateAsync("again"u8.ToArray());
        Assert.Throws<InvalidOperationException>(() => update.GetAwaiter().GetResult());
        _world.Finish(earlier.DisposeAsync());
        Assert.NotNull(later.Lease);
    }

    [Fact]
    public void Who_gives_up_joining_leaves_nothing_behind()
    {
        CoordinationClient client = _world.Connect();
        using var cancel = new CancellationTokenSource();
        ValueTask<GroupMembership> joining = client.Group(Path).JoinAsync("a", default, cancel.Token);

        cancel.Cancel();
        _world.Clock.RunPosted();

        Assert.True(joining.IsCanceled);
        Assert.Empty(_world.Finish(_world.Connect().Group(Path).GetViewAsync()).Members);
    }

    private GroupMembership Join(CoordinationClient client, string id, string payload) =>
        _world.Finish(client.Group(Path).JoinAsync(id, Encoding.UTF8.GetBytes(payload)));

    private GroupView Next(IAsyncEnumerator<GroupView> views)
    {
        Assert.True(_world.Finish(views.MoveNextAsync()));
        return views.Current;
    }

    private static string Text(GroupView view) => string.Join(", ", view.Members.Values.Select(
        member => $"{member.Id}: {Encoding.UTF8.GetString(member.Payload.Span)}"));

    private static IEnumerable<string> Changes(GroupView view, GroupView earlier) =>
        view.ChangesSince(earlier).Select(change => $"{change.Type} {change.Member.Id}");
}
