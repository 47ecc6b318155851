using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Coordination.Tests.Transports.Tcp;

namespace Coordination.Tests.Samples;

/// <summary>The command line of <c>samples/Recipes</c>: what it takes, prints and answers.</summary>
public sealed class RecipesTests : IAsyncDisposable
{
    private readonly TcpWorld _world = TcpWorld.Start();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_lock_is_waited_for_acquired_counted_under_and_released()
    {
        SampleRun run = await RunAsync(
            "lock", "--path", "/locks/a", "--hold-ms", "20", "--count", "2", "--guard", "/counter", "--id", "me");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        JsonElement[] events = [.. Events(run)];
        Assert.Equal(
            ["ready", "waiting", "acquired", "guarded", "released", "waiting", "acquired", "guarded", "released"],
            events.Select(Name));
        Assert.All(events, line => Assert.Equal("me", line.GetProperty("id").GetString()));
        Assert.Equal(events.OrderBy(Time).Select(Time), events.Select(Time));
        long[] tokens = [.. events.Where(line => Name(line) == "acquired").Select(Token)];
        Assert.True(tokens[0] < tokens[1]);
        Assert.All(events.Where(line => Name(line) == "acquired"), line =>
            Assert.True(line.GetProperty("until").GetDouble() > Time(line)));
        IEnumerable<JsonElement> guarded = events.Where(line => Name(line) == "guarded");
        Assert.Equal([1, 2], guarded.Select(line => line.GetProperty("version").GetInt32()));
    }

    [Theory]
    [InlineData("semaphore", "--path", "/permits", "--permits", "2")]
    [InlineData("lock", "--path", "/both", "--mode", "read")]
    [InlineData("lock", "--path", "/both", "--mode", "write")]
    public async Task Permits_and_both_sides_of_a_lock_are_taken_alike(params string[] arguments)
    {
        SampleRun run = await RunAsync([.. arguments, "--no-hold", "--count", "1"]);

        Assert.Equal(["ready", "waiting", "acquired", "released"], Events(run).Select(Name));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task A_multi_lock_tells_one_token_for_each_path()
    {
        SampleRun run = await RunAsync("multilock", "--paths", "/m/b,/m/a", "--no-hold", "--count", "1");

        JsonElement acquired = Events(run).Single(line => Name(line) == "acquired");
        Assert.Equal(2, acquired.GetProperty("tokens").GetArrayLength());
        Assert.False(acquired.TryGetProperty("token", out _));
    }

    [Fact]
    public async Task A_command_runs_under_the_lock_and_its_exit_code_is_ours()
    {
        SampleRun run = await RunAsync(
            "lock", "--path", "/locks/a", "--", "sh", "-c", "echo token $COORDINATION_FENCING_TOKEN; exit 7");

        long token = Token(Events(run).Single(line => Name(line) == "acquired"));
        Assert.Equal(7, run.ExitCode);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"token {token}"), run.Lines);
    }

    [Fact]
    public async Task A_counter_is_added_to_as_often_as_asked()
    {
        await RunAsync("counter", "--path", "/counters/a");
        SampleRun run = await RunAsync("counter", "--path", "/counters/a", "--add", "-3", "--count", "2");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(["ready", "value", "value"], Events(run).Select(Name));
        Assert.Equal([-2, -5], Events(run).Skip(1).Select(line => line.GetProperty("value").GetInt64()));
    }

    [Theory]
    [InlineData("--path is missing", "counter")]
    [InlineData("--add: 'x'", "counter", "--path", "/x", "--add", "x")]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("--path is missing", "lock")]
    [InlineData("--path: 'x'", "lock", "--path", "x")]
    [InlineData("--mode: 'x'", "lock", "--path", "/x", "--mode", "x")]
    [InlineData("--hold-ms: '-1'", "lock", "--path", "/x", "--hold-ms", "-1")]
    [InlineData("--permits", "semaphore", "--path", "/x")]
    [InlineData("--address is missing", "register", "--name", "a")]
    [InlineData("--port is missing", "register", "--name", "a", "--address", "h")]
    [InlineData("--name: 'a/b'", "resolve", "--name", "a/b")]
    [InlineData("--strategy: 'x'", "resolve", "--name", "a", "--strategy", "x")]
    [InlineData("--shards is missing", "partition", "--path", "/x")]
    [InlineData("--colour", "elect", "--path", "/x", "--colour", "red")]
    [InlineData("--", "lock", "--path", "/x", "--")]
    public async Task A_wrong_argument_is_named_on_one_line(string named, params string[] arguments)
    {
        SampleRun run = await SampleRun.OfAsync("Recipes", TestContext.Current.CancellationToken, arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(named, Assert.Single(run.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_in_time_is_said_to()
    {
        await _world.Server.DisposeAsync();

        SampleRun run = await RunAsync("lock", "--path", "/x", "--wait-ms", "200");

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task A_member_tells_who_is_in_the_group_and_leaves_when_told_to_end()
    {
        using Process member = SampleRun.Start(
            "Recipes", "member", "--connect", _world.Server.EndPoint.ToString(), "--path", "/group", "--id", "me",
            "--payload", "hello");
        JsonElement view = default;
        while (view.ValueKind == JsonValueKind.Undefined || Name(view) != "view")
            view = await EventAsync(member);

        Assert.Equal("hello", view.GetProperty("members").GetProperty("me").GetString());
        await TerminateAsync(member);
        Assert.Equal(0, member.ExitCode);
        await using CoordinationClient client = await _world.ConnectAsync();
        Assert.Empty((await client.Group("/group").GetViewAsync(TestContext.Current.CancellationToken)).Members);
    }

    [Theory]
    [InlineData("own")]
    [InlineData("curator")]
    public async Task An_instance_is_registered_and_resolved_in_both_layouts(string layout)
    {
        string server = _world.Server.EndPoint.ToString();
        using Process instance = SampleRun.Start(
            "Recipes", "register", "--connect", server, "--id", "one", "--name", "orders", "--address", "10.0.0.1",
            "--port", "8080", "--tag", "a", "--tag", "b", "--weight", "3", "--payload", "hello", "--layout", layout);
        Assert.Equal("ready", Name(await EventAsync(instance)));
        Assert.Equal("registered", Name(await EventAsync(instance)));

        SampleRun picks =
            await RunAsync("resolve", "--name", "orders", "--strategy", "weighted", "--count", "2", "--layout", layout);
        using Process resolver =
            SampleRun.Start("Recipes", "resolve", "--connect", server, "--name", "orders", "--layout", layout);
        Assert.Equal("ready", Name(await EventAsync(resolver)));
        JsonElement told = (await EventAsync(resolver)).GetProperty("instances")[0];

        Assert.Equal(0, picks.ExitCode);
        Assert.Equal(["ready", "picked", "picked"], Events(picks).Select(Name));
        Assert.All(Events(picks).Skip(1), pick => Assert.Equal(8080, pick.GetProperty("port").GetInt32()));
        Assert.Equal(
            """{"id":"one","address":"10.0.0.1","port":8080,"tags":["a","b"],"payload":"hello"}""", told.GetRawText());
        await TerminateAsync(instance);
        Assert.Equal("unregistered", Name(await EventAsync(instance)));
        Assert.Empty((await EventAsync(resolver)).GetProperty("instances").EnumerateArray());
        await TerminateAsync(resolver);
        Assert.Equal((0, 0), (instance.ExitCode, resolver.ExitCode));
    }

    [Fact]
    public async Task Shards_are_released_by_one_before_another_owns_them()
    {
        string[] arguments =
            ["partition", "--connect", _world.Server.EndPoint.ToString(), "--path", "/shards", "--shards", "2", "--id"];
        using Process a = SampleRun.Start("Recipes", [.. arguments, "a"]);
        while ((await EventAsync(a)) is var line && !IsOwned(line, 0, 1))
            Assert.NotEqual("released", Name(line));
        using Process b = SampleRun.Start("Recipes", [.. arguments, "b"]);

        JsonElement released = await EventAsync(a);
        Assert.True(IsOwned(await EventAsync(a), 0));
        Assert.Equal("ready", Name(await EventAsync(b)));
        JsonElement owned = await EventAsync(b);

        Assert.Equal(("released", 1), (Name(released), released.GetProperty("shards")[0].GetInt32()));
        Assert.True(IsOwned(owned, 1));
        Assert.True(Time(released) < Time(owned));
        await TerminateAsync(a);
        Assert.Equal("released", Name(await EventAsync(a)));
        Assert.True(IsOwned(await EventAsync(b), 0, 1));
        await TerminateAsync(b);
        Assert.Equal((0, 0), (a.ExitCode, b.ExitCode));
    }

    private static bool IsOwned(JsonElement line, params int[] shards) => Name(line) == "owned"
        && line.GetProperty("shards").EnumerateArray().Select(shard => shard.GetInt32()).SequenceEqual(shards)
        && line.GetProperty("tokens").GetArrayLength() == shards.Length;

    private static async Task<JsonElement> EventAsync(Process process)
    {
        string? line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return JsonDocument.Parse(line ?? throw new EndOfStreamException()).RootElement;
    }

    private static async Task TerminateAsync(Process process)
    {
        using Process kill = Process.Start("kill", process.Id.ToString(CultureInfo.InvariantCulture));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private Task<SampleRun> RunAsync(params string[] arguments) => SampleRun.OfAsync(
        "Recipes", TestContext.Current.CancellationToken,
        [arguments[0], "--connect", _world.Server.EndPoint.ToString(), .. arguments[1..]]);

    private static IEnumerable<JsonElement> Events(SampleRun run) => run.Lines
        .Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement);

    private static string? Name(JsonElement line) => line.GetProperty("event").GetString();

    private static double Time(JsonElement line) => line.GetProperty("t").GetDouble();

    private static long Token(JsonElement line) => line.GetProperty("token").GetInt64();
}
