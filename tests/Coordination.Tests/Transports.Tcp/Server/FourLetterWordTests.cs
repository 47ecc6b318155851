using System.Text;
using Coordination.Requests;

namespace Coordination.Tests.Transports.Tcp.Server;

public sealed class FourLetterWordTests
{
    [Theory]
    [InlineData("ruok", "imok")]
    [InlineData("isro", "rw")]
    [InlineData("crst", "Connection stats reset.\n")]
    [InlineData("srst", "Server stats reset.\n")]
    [InlineData("dirs", "datadir_size: 0\nlogdir_size: 0\n")]
    public async Task Words_are_answered_as_ZooKeeper_answers_them(string word, string expected)
    {
        await using TcpWorld world = TcpWorld.Start(o => o.FourLetterWords.Add("*"));

        Assert.Equal(expected, await AskAsync(world, word));
    }

    [Fact]
    public async Task What_is_not_allowed_is_not_executed()
    {
        await using TcpWorld world = TcpWorld.Start();

        Assert.Equal("envi is not executed because it is not in the whitelist.\n", await AskAsync(world, "envi"));
        Assert.Equal("imok", await AskAsync(world, "ruok"));
    }

    [Theory]
    [InlineData("xxxx")]
    [InlineData("RUOK")]
    [InlineData("ruo")]
    public async Task What_is_no_word_is_no_frame_either(string word)
    {
        await using TcpWorld world = TcpWorld.Start(o => o.FourLetterWords.Add("*"));

        Assert.Equal("", await AskAsync(world, word));
    }

    [Fact]
    public async Task Srvr_has_the_lines_that_clients_parse()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using CoordinationClient client = await world.ConnectAsync();
        await client.CreateAsync("/a");

        string[] lines = (await AskAsync(world, "srvr")).Split('\n');

        Assert.StartsWith("Zookeeper version: 3.9.0-", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Latency min/avg/max: ", lines[1], StringComparison.Ordinal);
        Assert.Equal("Connections: 2", lines[4]);
        Assert.Equal("Outstanding: 0", lines[5]);
        Assert.Equal($"Zxid: 0x{world.Ensemble.LastZxid.Value:x}", lines[6]);
        Assert.Equal("Mode: standalone", lines[7]);
        Assert.Equal($"Node count: {world.Ensemble.ZnodeCount}", lines[8]);
    }

    [Fact]
    public async Task Mntr_has_names_and_figures_separated_by_a_tab()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using CoordinationClient client = await world.ConnectAsync();

        Dictionary<string,
            string> figures = (await AskAsync(world, "mntr")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t')).ToDictionary(parts => parts[0], parts => parts[1]);

        Assert.Equal("standalone", figures["zk_server_state"]);
        Assert.Equal("1", figures["zk_global_sessions"]);
        Assert.Equal("2", figures["zk_num_alive_connections"]);
        Assert.Equal($"{world.Ensemble.ZnodeCount}", figures["zk_znode_count"]);
    }

    [Fact]
    public async Task Stat_and_cons_list_the_connections()
    {
        await using TcpWorld world = TcpWorld.Start(o => o.FourLetterWords.Add("*"));
        await using CoordinationClient client = await world.ConnectAsync();

        string stat = await AskAsync(world, "stat");
        string cons = await AskAsync(world, "cons");

        Assert.Contains("Clients:\n /127.0.0.1:", stat, StringComparison.Ordinal);
        Assert.Contains($",sid={client.Session.Id},lop=", cons, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cons_says_what_a_connection_did_last_until_it_is_told_to_forget()
    {
        await using TcpWorld world = TcpWorld.Start(o => o.FourLetterWords.Add("*"));
        await using RawClient client = await RawClient.OpenAsync(world.Server.EndPoint);
        await client.RequestAsync(0x2a, new ExistsRequest("/"));
        await client.ReadHeaderAsync();

        string before = await AskAsync(world, "cons");
        await AskAsync(world, "crst");
        string after = await AskAsync(world, "cons");

        Assert.Contains(",lop=EXIS,est=", before, StringComparison.Ordinal);
        Assert.Contains(",to=10000,lcxid=0x2a,lzxid=0x", before, StringComparison.Ordinal);
        Assert.Contains("(queued=0,recved=0,sent=0,sid=0x", after, StringComparison.Ordinal);
        Assert.Contains(",lop=NA,", after, StringComparison.Ordinal);
        Assert.Contains(",to=10000,lzxid=0xffffffffffffffff,lresp=0,llat=0,", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watches_of_data_and_of_children_are_counted_and_listed_both_ways()
    {
        await using TcpWorld world = TcpWorld.Start(o => o.FourLetterWords.Add("*"));
        await using RawClient one = await RawClient.OpenAsync(world.Server.EndPoint);
        await using RawClient other = await RawClient.OpenAsync(world.Server.EndPoint);
        await one.RequestAsync(1, new ExistsRequest("/a", Watch: true));
        await one.ReadHeaderAsync();
        await one.RequestAsync(2, new GetChildrenRequest("/", Watch: true));
        await one.ReadHeaderAsync();
        await other.RequestAsync(1, new ExistsRequest("/a", Watch: true));
        await other.ReadHeaderAsync();

        // Session ids grow, so the first is that of the first.
        Assert.Equal("2 connections watching 2 paths\nTotal watches:3\n", await AskAsync(world, "wchs"));
        Assert.Matches(@"^(0x[0-9a-f]+)\n\t/\n\t/a\n(0x[0-9a-f]+)\n\t/a\n\n$", await AskAsync(world, "wchc"));
        Assert.Matches(@"^/\n\t0x[0-9a-f]+\n/a\n\t0x[0-9a-f]+\n\t0x[0-9a-f]+\n\n$", await AskAsync(world, "wchp"));
    }

    [Fact]
    public async Task Dump_lists_sessions_and_what_would_end_with_them()
    {
        await using TcpWorld world = TcpWorld.Start(o => o.FourLetterWords.Add("*"));
        await using CoordinationClient client = await world.ConnectAsync();
        await client.CreateAsync("/b", mode: CreateMode.Ephemeral);
        await client.CreateAsync("/a", mode: CreateMode.Ephemeral);

        string dump = await AskAsync(world, "dump");

        Assert.StartsWith("SessionTracker dump:\nSession Sets (1)/(1):\n1 expire at ", dump, StringComparison.Ordinal);
        Assert.Contains($":\n\t{client.Session.Id}\nephemeral nodes dump:\n", dump, StringComparison.Ordinal);
        Assert.Contains(
            $"Sessions with Ephemerals (1):\n{client.Session.Id}:\n\t/a\n\t/b\nConnections dump:\n",
            dump,
            StringComparison.Ordinal);
        Assert.Contains($" sessionId: {client.Session.Id}\n", dump, StringComparison.Ordinal);
        Assert.Contains(" sessionId: 0x0\n", dump, StringComparison.Ordinal); // That is who asked.
    }

    [Fact]
    public async Task Conf_and_envi_say_what_runs_where()
    {
        await using TcpWorld world = TcpWorld.Start(o => o.FourLetterWords.Add("*"));

        Assert.Contains($"clientPort={world.Server.EndPoint.Port}\n", await AskAsync(world, "conf"),
            StringComparison.Ordinal);
        Assert.StartsWith("Environment:\nzookeeper.version=", await AskAsync(world, "envi"), StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(TcpWorld world, string word)
    {
        await using RawClient client = await RawClient.DialAsync(world.Server.EndPoint);
        await client.SendAsync(Encoding.ASCII.GetBytes(word));
        client.EndSending();
        return await client.ReadToEndAsync();
    }
}
