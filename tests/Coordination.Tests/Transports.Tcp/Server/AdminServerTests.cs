using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Coordination.Transports.Tcp.Server;
using Coordination.Transports.Tcp.Server.Admin;

namespace Coordination.Tests.Transports.Tcp.Server;

/// <summary>Metrics and commands over HTTP; the names are those of ZooKeeper 3.8's AdminServer.</summary>
public sealed class AdminServerTests : IAsyncLifetime
{
    private readonly TcpWorld _world = TcpWorld.Start();
    private readonly HttpClient _http = new();
    private AdminServer? _admin;
    private CoordinationClient? _client;

    public async ValueTask InitializeAsync()
    {
        _admin = AdminServer.Start(_world.Server, port: 0);
        _http.BaseAddress = new Uri($"http://{_admin.EndPoint}");
        _client = await _world.ConnectAsync();
        await _client.CreateAsync("/mine", mode: CreateMode.Ephemeral);
        IAsyncEnumerator<WatchEvent> watch = _client.WatchAsync("/mine").GetAsyncEnumerator();
        Assert.True(await watch.MoveNextAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _client!.DisposeAsync(); // Not null: it was made before the test.
        await _admin!.DisposeAsync(); // As above.
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task Metrics_are_what_Prometheus_reads()
    {
        using HttpResponseMessage response = await _http.GetAsync(new Uri("/metrics", UriKind.Relative), Cancelled);
        string text = await response.Content.ReadAsStringAsync(Cancelled);

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("# TYPE znode_count gauge\nznode_count ", text, StringComparison.Ordinal);
        Assert.Contains("\nephemerals_count 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\nwatch_count 1\n", text, StringComparison.Ordinal);
        Assert.All(
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Matches(@"^(# TYPE [a-z_]+ gauge|[a-z_]+ -?\d+(\.\d+)?)$", line));
    }

    [Fact]
    public async Task The_page_lists_the_commands_and_each_answers()
    {
        string page = await _http.GetStringAsync(new Uri("/commands", UriKind.Relative), Cancelled);
        string[] commands =
        [
            .. page.Split('"').Where(part => part.StartsWith("/commands/", StringComparison.Ordinal)),
        ];

        Assert.Contains("/commands/ruok", commands);
        foreach (string command in commands)
        {
            using JsonDocument answer = await AskAsync(command);
            Assert.Equal(command["/commands/".Length..], answer.RootElement.GetProperty("command").GetString());
            Assert.Equal(JsonValueKind.Null, answer.RootElement.GetProperty("error").ValueKind);
        }
    }

    [Fact]
    public async Task Stats_and_monitor_say_how_the_server_does()
    {
        using JsonDocument stats = await AskAsync("/commands/stats");
        using JsonDocument monitor = await AskAsync("/commands/monitor");

        JsonElement server = stats.RootElement.GetProperty("server_stats");
        Assert.Equal("standalone", server.GetProperty("server_state").GetString());
        Assert.Equal(_world.Ensemble.LastZxid.Value, server.GetProperty("last_processed_zxid").GetInt64());
        Assert.Equal(1, server.GetProperty("num_alive_client_connections").GetInt32());
        Assert.Equal(_world.Ensemble.ZnodeCount, stats.RootElement.GetProperty("node_count").GetInt32());
        Assert.Equal("standalone", monitor.RootElement.GetProperty("server_state").GetString());
        Assert.Equal(1, monitor.RootElement.GetProperty("ephemerals_count").GetInt32());
        Assert.Equal(JsonValueKind.Number, monitor.RootElement.GetProperty("avg_latency").ValueKind);
    }

    [Fact]
    public async Task Every_figure_counts_the_connections_of_every_port()
    {
        await using CoordinationServer second = CoordinationServer.Start(
            _world.Ensemble.Ensemble, new() { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) });
        await using AdminServer admin = AdminServer.Start(_world.Server, port: 0, second);
        await using RawClient first = await RawClient.OpenAsync(second.EndPoint);
        await using RawClient other = await RawClient.OpenAsync(second.EndPoint);
        using var http = new HttpClient { BaseAddress = new Uri($"http://{admin.EndPoint}") };

        using JsonDocument connections = JsonDocument.Parse(await http.GetStringAsync("/commands/connections"));
        using JsonDocument stats = JsonDocument.Parse(await http.GetStringAsync("/commands/stats"));
        using JsonDocument monitor = JsonDocument.Parse(await http.GetStringAsync("/commands/monitor"));
        string metrics = await http.GetStringAsync("/metrics");

        Assert.Equal(1, connections.RootElement.GetProperty("connections").GetArrayLength());
        Assert.Equal(2, connections.RootElement.GetProperty("secure_connections").GetArrayLength());
        JsonElement server = stats.RootElement.GetProperty("server_stats");
        Assert.Equal(3, server.GetProperty("num_alive_client_connections").GetInt32());
        Assert.Equal(3, monitor.RootElement.GetProperty("num_alive_connections").GetInt32());
        Assert.Equal(3, monitor.RootElement.GetProperty("connection_request_count").GetInt32());
        Assert.Contains("\nnum_alive_connections 3\n", metrics, StringComparison.Ordinal);
        foreach (IPEndPoint port in (IPEndPoint[])[_world.Server.EndPoint, second.EndPoint])
        {
            // Until the one that asked before is gone.
            while (_world.Server.SocketCount + second.SocketCount > 3)
                await Task.Yield();
            await using RawClient asking = await RawClient.DialAsync(port);
            await asking.SendAsync("mntr"u8.ToArray());

            // The one that asks is a connection too.
            string report = await asking.ReadToEndAsync();
            Assert.Contains("\nzk_num_alive_connections\t4\n", report, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Connections_sessions_and_watches_are_listed()
    {
        long session = _client!.Session.Id.Value; // Not null: it was made before the test.
        using JsonDocument connections = await AskAsync("/commands/connections");
        using JsonDocument watches = await AskAsync("/commands/watches");
        using JsonDocument byPath = await AskAsync("/commands/watches_by_path");
        using JsonDocument summary = await AskAsync("/commands/watch_summary");
        using JsonDocument dump = await AskAsync("/commands/dump");

        JsonElement connection = connections.RootElement.GetProperty("connections")[0];
        Assert.Equal(session, connection.GetProperty("session_id").GetInt64());
        Assert.Equal("ADDW", connection.GetProperty("last_operation").GetString());
        Assert.Equal(0, connections.RootElement.GetProperty("secure_connections").GetArrayLength());
        Assert.Equal(
            "/mine",
            watches.RootElement.GetProperty("session_id_to_watched_paths").GetProperty($"{session}")[0].GetString());
        Assert.Equal(
            session, byPath.RootElement.GetProperty("path_to_session_ids").GetProperty("/mine")[0].GetInt64());
        Assert.Equal(1, summary.RootElement.GetProperty("num_total_watches").GetInt32());
        Assert.Equal(
            "/mine",
            dump.RootElement.GetProperty("session_id_to_ephemeral_paths").GetProperty($"{session}")[0].GetString());
        Assert.Equal(
            session,
            dump.RootElement.GetProperty("expiry_time_to_session_ids").EnumerateObject().Single().Value[0].GetInt64());
    }

    [Fact]
    public async Task Configuration_and_environment_say_what_runs_where()
    {
        using JsonDocument configuration = await AskAsync("/commands/configuration");
        using JsonDocument environment = await AskAsync("/commands/environment");

        Assert.Equal(_world.Server.EndPoint.Port, configuration.RootElement.GetProperty("client_port").GetInt32());
        Assert.Equal(40_000, configuration.RootElement.GetProperty("max_session_timeout").GetInt64());
        Assert.Equal(Environment.MachineName, environment.RootElement.GetProperty("host.name").GetString());
    }

    [Fact]
    public async Task An_unknown_command_says_so_as_in_ZooKeeper()
    {
        using JsonDocument answer = await AskAsync("/commands/nope\"");

        string? error = answer.RootElement.GetProperty("error").GetString();
        Assert.StartsWith("Unknown command: nope", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_and_what_would_change_something_is_refused()
    {
        using HttpResponseMessage elsewhere = await _http.GetAsync(new Uri("/", UriKind.Relative), Cancelled);
        using HttpResponseMessage posted =
            await _http.PostAsync(new Uri("/commands/ruok", UriKind.Relative), new StringContent("x"), Cancelled);
        using var asAnother = new HttpRequestMessage(HttpMethod.Get, new Uri("/metrics", UriKind.Relative));
        asAnother.Headers.Host = "example.com";
        using HttpResponseMessage foreign = await _http.SendAsync(asAnother, Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, foreign.StatusCode);
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("GET /metrics\r\n\r\n")]
    [InlineData("GET metrics HTTP/1.1\r\n\r\n")]
    [InlineData("GET /metrics SPDY/3\r\n\r\n")]
    [InlineData(" / HTTP/1.1\r\n\r\n")]
    public async Task What_is_no_request_is_told_so(string said)
    {
        Assert.StartsWith("HTTP/1.1 400 ", await SayAsync(Encoding.ASCII.GetBytes(said)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_may_be_as_long_as_the_limit_and_no_longer()
    {
        const string Head = "GET /commands/ruok HTTP/1.1\r\nX: ";
        const string End = "\r\n\r\n";
        string field = new('x', AdminServer.MaxHeadBytes - Head.Length - End.Length);
        byte[] longest = Encoding.ASCII.GetBytes(Head + field + End);

        Assert.StartsWith("HTTP/1.1 200 ", await SayAsync(longest), StringComparison.Ordinal);
        string tooLong = await SayAsync([.. longest[..^4], (byte)'x', .. longest[^4..]]);
        Assert.True(tooLong.Length == 0 || tooLong.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal));
        Assert.DoesNotContain("200", await SayAsync(new byte[1_000_000]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_at_once_are_closed_and_the_others_answered()
    {
        var silent = new List<RawClient>();
        for (int i = 0; i < AdminServer.MaxConnections; i++)
            silent.Add(await RawClient.DialAsync(_admin!.EndPoint)); // Not null: it was started before the test.

        // Those who are there were let in before this one, as they are let in one after the other.
        string oneMore = await SayAsync("GET /commands/ruok HTTP/1.1\r\n\r\n"u8.ToArray());
        foreach (RawClient client in silent)
        {
            client.EndSending();
            await client.ReadToEndAsync();
            await client.DisposeAsync();
        }

        Assert.Equal("", oneMore);
        string later = await SayAsync("GET /commands/ruok HTTP/1.1\r\n\r\n"u8.ToArray());
        Assert.StartsWith("HTTP/1.1 200 ", later, StringComparison.Ordinal);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>What is answered to bytes, up to the end of the connection.</summary>
    private async Task<string> SayAsync(byte[] said)
    {
        await using RawClient client = await RawClient.DialAsync(_admin!.EndPoint); // Not null: it was started before.
        try
        {
            await client.SendAsync(said);
        }
        catch (IOException)
        {
            // It did not want to hear more.
        }

        return await client.ReadToEndAsync();
    }

    private async Task<JsonDocument> AskAsync(string path)
    {
        using HttpResponseMessage response = await _http.GetAsync(new Uri(path, UriKind.Relative), Cancelled);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(new MediaTypeHeaderValue("application/json"), response.Content.Headers.ContentType);
        return JsonDocument.Parse(await response.Content.ReadAsStreamAsync(Cancelled));
    }
}
