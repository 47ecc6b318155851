using System.Text;
using Coordination.Recipes.ConfigSubscriptions;
using Coordination.Tests.Client;

namespace Coordination.Tests.Recipes.ConfigSubscriptions;

public sealed class ConfigPublisherTests
{
    private readonly InMemoryClient _world = new();
    private readonly CoordinationClient _client;
    private readonly ConfigPublisher _publisher;

    public ConfigPublisherTests()
    {
        _client = _world.Connect();
        _publisher = _client.ConfigPublisher("/config/common.yml", mostRevisions: 2);
    }

    [Fact]
    public void The_first_document_is_created_with_all_above_it()
    {
        Stat stat = Publish("one");

        Assert.Equal(0, stat.Version);
        Assert.Equal("one", Text(_world.Finish(_client.GetAsync("/config/common.yml")).Data));
        Assert.Empty(_world.Finish(_publisher.GetHistoryAsync()));
    }

    [Fact]
    public void What_is_replaced_is_kept_the_newest_first_and_the_oldest_forgotten()
    {
        foreach (string text in new[] { "zero", "one", "two", "three" })
            Publish(text);

        IReadOnlyList<ConfigRevision> history = _world.Finish(_publisher.GetHistoryAsync());

        Assert.Equal([2, 1], history.Select(revision => revision.Version));
        Assert.Equal(["two", "one"], history.Select(revision => Text(_world.Finish(_publisher.GetAsync(revision)))));
        Assert.All(history, revision => Assert.Equal(_world.Clock.GetUtcNow(), revision.WrittenAt));
    }

    [Fact]
    public void Rolling_back_publishes_an_earlier_version_as_the_newest()
    {
        Publish("good");
        Publish("bad");

        Stat stat = _world.Finish(_publisher.RollBackAsync(_world.Finish(_publisher.GetHistoryAsync())[0]));

        Assert.Equal(2, stat.Version);
        Assert.Equal("good", Text(_world.Finish(_client.GetAsync("/config/common.yml")).Data));
        Assert.Equal([1, 0], _world.Finish(_publisher.GetHistoryAsync()).Select(revision => revision.Version));
    }

    [Fact]
    public void What_others_wrote_is_kept_too_when_it_is_replaced()
    {
        Publish("mine");
        _world.Finish(_client.SetAsync("/config/common.yml", "theirs"u8.ToArray()));
        Publish("mine again");

        ConfigRevision revision = Assert.Single(_world.Finish(_publisher.GetHistoryAsync()));
        Assert.Equal("theirs", Text(_world.Finish(_publisher.GetAsync(revision))));
    }

    [Fact]
    public void Another_version_than_the_expected_is_not_replaced()
    {
        Assert.Equal(
            ErrorCode.NoNode, _world.Rejects(_publisher.PublishAsync("x"u8.ToArray(), expectedVersion: 0)).Code);
        Publish("zero");
        Publish("one");

        Assert.Equal(
            ErrorCode.BadVersion, _world.Rejects(_publisher.PublishAsync("x"u8.ToArray(), expectedVersion: 0)).Code);
        Assert.Equal("one", Text(_world.Finish(_client.GetAsync("/config/common.yml")).Data));
        Assert.Equal(2, _world.Finish(_publisher.PublishAsync("two"u8.ToArray(), expectedVersion: 1)).Version);
    }

    [Fact]
    public void A_forgotten_revision_is_no_node()
    {
        var revision = new ConfigRevision(new Zxid(1), 0, DateTimeOffset.UnixEpoch);

        Assert.Equal(ErrorCode.NoNode, _world.Rejects(_publisher.GetAsync(revision)).Code);
    }

    [Theory]
    [InlineData("00000000000000ff-3-1700000000000", true)]
    [InlineData("00000000000000ff-3", false)]
    [InlineData("x-3-1", false)]
    [InlineData("00000000000000ff-x-1", false)]
    [InlineData("00000000000000ff-3-99999999999999999", false)]
    public void A_name_of_something_else_is_passed_over(string name, bool isRevision) =>
        Assert.Equal(isRevision, ConfigRevision.TryParse(name, out _));

    [Fact]
    public void Wrong_arguments_are_refused_at_the_call()
    {
        Assert.Throws<ArgumentException>(() => _client.ConfigPublisher(ZPath.Root));
        Assert.Throws<ArgumentOutOfRangeException>(() => _client.ConfigPublisher("/a", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => _client.ConfigPublisher("/a", 1_001));
    }

    private Stat Publish(string text) => _world.Finish(_publisher.PublishAsync(Encoding.UTF8.GetBytes(text)));

    private static string Text(ReadOnlyMemory<byte> data) => Encoding.UTF8.GetString(data.Span);
}
