using System.Globalization;
using System.Text;
using Coordination.Recipes.ConfigSubscriptions;
using Coordination.Tests.Client;

namespace Coordination.Tests.Recipes.ConfigSubscriptions;

public sealed class ConfigSubscriptionTests : IDisposable
{
    private static readonly IConfigParser<int> Number = ConfigParser.Create(
        static content => int.Parse(Encoding.UTF8.GetString(content.Span), CultureInfo.InvariantCulture));

    private readonly InMemoryClient _world = new();
    private readonly CoordinationClient _admin;
    private readonly CoordinationClient _client;
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public ConfigSubscriptionTests()
    {
        _admin = _world.Connect();
        _client = _world.Connect();
    }

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void It_starts_with_what_is_there_and_follows()
    {
        Publish("/limit", "1");
        ConfigSubscription<int> limit = Follow("/limit");
        Assert.Equal(1, limit.Value);

        Publish("/limit", "2");

        Assert.Equal(2, limit.Value);
        ConfigVersion<int> current = limit.State.Current!; // It has a value.
        Assert.Equal((1, false), (current.Documents[0].Stat.Version, current.IsFromFile));
    }

    [Fact]
    public void A_broken_document_is_reported_and_the_last_good_one_stays()
    {
        Publish("/limit", "1");
        ConfigSubscription<int> limit = Follow("/limit");

        Publish("/limit", "many");
        Assert.Equal(1, limit.Value);
        Assert.IsType<FormatException>(limit.State.Failure);

        Publish("/limit", "3");
        Assert.Equal(3, limit.Value);
        Assert.Null(limit.State.Failure);
    }

    [Fact]
    public void A_deleted_document_leaves_the_last_good_one_in_force()
    {
        Publish("/limit", "1");
        ConfigSubscription<int> limit = Follow("/limit");

        _world.Finish(_admin.DeleteAsync("/limit"));
        Assert.Equal(1, limit.Value);
        Assert.Equal("/limit", Assert.IsType<ConfigMissingException>(limit.State.Failure).Path.Value);

        Publish("/limit", "2");
        Assert.Equal(2, limit.Value);
        Assert.Null(limit.State.Failure);
    }

    [Fact]
    public void An_optional_document_may_come_and_go()
    {
        ConfigSubscription<string> text = _world.Finish(
            _client.FollowConfigAsync("/text", ConfigParser.Text, new ConfigOptions { Optional = true }));
        Assert.Equal("", text.Value);

        Publish("/text", "here");
        Assert.Equal("here", text.Value);

        _world.Finish(_admin.DeleteAsync("/text"));
        Assert.Equal(("", null), (text.Value, text.State.Failure));
    }

    [Fact]
    public void A_start_without_a_good_document_fails_and_says_why()
    {
        Assert.Equal("/limit", Fails<ConfigMissingException>(new ConfigOptions()).Path.Value);

        Publish("/limit", "many");
        Fails<FormatException>(new ConfigOptions());

        _world.Finish(_admin.SetAclAsync("/limit", [new Acl(Permissions.Write, AuthId.Anyone)]));
        Assert.Equal(ErrorCode.NoAuth, Fails<RequestRejectedException>(new ConfigOptions()).Code);
    }

    [Fact]
    public void Rights_that_are_given_later_are_noticed()
    {
        Publish("/limit", "1");
        ConfigSubscription<int> limit = Follow("/limit");
        _world.Finish(_admin.SetAclAsync("/limit", [new Acl(Permissions.Write | Permissions.Admin, AuthId.Anyone)]));
        Publish("/limit", "2");
        _world.Clock.PassMs(100);

        _world.Finish(_admin.SetAclAsync("/limit", Acl.Open));
        Publish("/limit", "3");
        for (int i = 0; i < 100; i++)
            _world.Clock.PassMs(1_000);

        Assert.Equal(3, limit.Value);
        Assert.Null(limit.State.Failure);
    }

    [Fact]
    public void What_one_transaction_changes_is_one_change()
    {
        Publish("/a", "1");
        Publish("/b", "1");
        var options = new ConfigOptions { Overlays = { "/b" } };
        ConfigSubscription<string> sum = _world.Finish(_client.FollowConfigAsync("/a", new Joined(), options));
        List<string> seen = Record(sum);

        _world.Finish(_admin.Transaction().Set("/a", "2"u8.ToArray()).Set("/b", "2"u8.ToArray()).CommitAsync());

        Assert.Equal(["/a=1 /b=1", "/a=2 /b=2"], seen);
    }

    [Fact]
    public void A_subtree_is_read_whole_and_follows_what_comes_and_goes()
    {
        Publish("/keys", "");
        Publish("/keys/x", "1");
        ConfigSubscription<string> keys = _world.Finish(
            _client.FollowConfigAsync("/keys", new Joined(), new ConfigOptions { IsSubtree = true }));
        List<string> seen = Record(keys);

        _world.Finish(_admin.Transaction()
            .Create("/keys/y", "2"u8.ToArray()).Create("/keys/y/z", "3"u8.ToArray()).Delete("/keys/x").CommitAsync());

        Assert.Equal(["/keys= /keys/x=1", "/keys= /keys/y=2 /keys/y/z=3"], seen);
    }

    [Fact]
    public void The_last_good_document_serves_a_start_without_the_ensemble()
    {
        Publish("/limit", "7");
        Follow("/limit", new ConfigOptions { LastGoodFile = _file });
        Publish("/limit", "8");
        Publish("/limit", "broken");
        Assert.Equal("8", File.ReadAllText(_file));

        ConfigSubscription<int> offline = StartOffline(
            "/limit", Number, new ConfigOptions { LastGoodFile = _file, LoadTimeout = TimeSpan.FromSeconds(2) });

        Assert.Equal(8, offline.Value);
        Assert.True(offline.State.Current!.IsFromFile); // It has a value.
    }

    [Fact]
    public void Several_documents_are_kept_in_one_file()
    {
        Publish("/a", "1");
        Publish("/b", "2");
        var options = new ConfigOptions
        {
            Overlays = { "/b" },
            LastGoodFile = _file,
            LoadTimeout = TimeSpan.FromSeconds(2),
        };
        _world.Finish(_client.FollowConfigAsync("/a", new Joined(), options));

        ConfigSubscription<string> offline = StartOffline("/a", new Joined(), options);

        Assert.Equal("/a=1 /b=2", offline.Value);
    }

    [Fact]
    public void A_start_without_ensemble_and_file_ends_in_time()
    {
        CoordinationClient alone = Cut();
        ValueTask<ConfigSubscription<int>> start = alone.FollowConfigAsync(
            "/limit", Number, new ConfigOptions { LoadTimeout = TimeSpan.FromSeconds(2), LastGoodFile = _file });
        _world.Clock.PassMs(1_999);
        Assert.False(start.IsCompleted);

        _world.Clock.PassMs(1);

        Assert.Throws<TimeoutException>(() => start.GetAwaiter().GetResult());
    }

    [Fact]
    public void A_slow_reader_skips_to_the_newest_and_all_readers_end_with_the_subscription()
    {
        Publish("/limit", "1");
        ConfigSubscription<int> limit = Follow("/limit");
        IAsyncEnumerator<ConfigState<int>> slow = limit.WatchAsync(TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(_world.Finish(slow.MoveNextAsync()));

        for (int i = 2; i <= 9; i++)
            Publish("/limit", i.ToString(CultureInfo.InvariantCulture));
        Assert.True(_world.Finish(slow.MoveNextAsync()));
        Assert.Equal(9, slow.Current.Current?.Value);

        ValueTask<bool> next = slow.MoveNextAsync();
        _world.Finish(limit.DisposeAsync());
        Assert.False(_world.Finish(next));
    }

    [Fact]
    public void It_ends_when_its_client_is_disposed()
    {
        Publish("/limit", "1");
        ConfigSubscription<int> limit = Follow("/limit");
        List<string> seen = Record(limit);

        _world.Finish(_client.DisposeAsync());
        _world.Clock.PassMs(60_000);

        Assert.Equal(["1", "end"], seen);
        _world.Finish(limit.DisposeAsync());
    }

    [Fact]
    public void Wrong_options_are_refused_at_the_call()
    {
        Assert.Throws<ArgumentException>(() => Follow("/a", new ConfigOptions { Overlays = { "/b", "/a" } }));
        foreach (TimeSpan wrong in (TimeSpan[])[TimeSpan.FromHours(1.01), TimeSpan.FromTicks(-1)])
            Assert.Throws<ArgumentException>(() => Follow("/a", new ConfigOptions { LoadTimeout = wrong }));
    }

    private void Publish(ZPath path, string text) =>
        _world.Finish(_admin.SetOrCreateAsync(path, Encoding.UTF8.GetBytes(text)));

    private ConfigSubscription<int> Follow(ZPath path, ConfigOptions? options = null) =>
        _world.Finish(_client.FollowConfigAsync(path, Number, options));

    private TError Fails<TError>(ConfigOptions options)
        where TError : Exception
    {
        ValueTask<ConfigSubscription<int>> start = _client.FollowConfigAsync("/limit", Number, options);
        _world.Clock.RunPosted();
        return Assert.ThrowsAny<TError>(() => start.GetAwaiter().GetResult());
    }

    private CoordinationClient Cut()
    {
        CoordinationClient client = _world.Connect();
        _world.Finish(_world.Ensemble.DisposeAsync());
        _world.Clock.RunPosted();
        return client;
    }

    private ConfigSubscription<T> StartOffline<T>(ZPath path, IConfigParser<T> parser, ConfigOptions options)
    {
        ValueTask<ConfigSubscription<T>> start = Cut().FollowConfigAsync(path, parser, options);
        _world.Clock.Pass(options.LoadTimeout);
        return _world.Finish(start);
    }

    private List<string> Record<T>(ConfigSubscription<T> subscription)
    {
        var seen = new List<string>();
        _ = RecordAsync();
        _world.Clock.RunPosted();
        return seen;

        async Task RecordAsync()
        {
            await foreach (ConfigState<T> state in subscription.WatchAsync())
                seen.Add($"{state.Current!.Value}"); // It has a value.
            seen.Add("end");
        }
    }

    private sealed class Joined : IConfigParser<string>
    {
        public string Parse(IReadOnlyList<ConfigDocument> documents) => string.Join(' ',
            documents.Select(one => $"{one.Path}={Encoding.UTF8.GetString(one.Content.Span)}"));
    }
}
