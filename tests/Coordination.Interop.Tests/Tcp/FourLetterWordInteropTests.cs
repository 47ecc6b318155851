using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Coordination.Transports.Tcp.Client;

namespace Coordination.Interop.Tests.Tcp;

/// <summary>What the four-letter words say is written as the real ZooKeeper writes it: one pattern fits both.</summary>
public sealed class FourLetterWordInteropTests(RealZooKeeper real) : IClassFixture<RealZooKeeper>
{
    private const string Figures =
        @"Latency min/avg/max: \d+/\d+\.\d+/\d+\nReceived: \d+\nSent: \d+\nConnections: \d+\nOutstanding: \d+\n"
        + @"Zxid: 0x[0-9a-f]+\nMode: standalone\nNode count: \d+\n";

    private const string Connection = @" /127\.0\.0\.1:\d+\[\d\]\(queued=\d+,recved=\d+,sent=\d+";
    private const string Session = "0x[0-9a-f]+";
    private const string Date = @"\w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC \d{4}";

    public static TheoryData<string, string> Patterns => new()
    {
        { "ruok", "imok" },
        { "isro", "rw" },
        { "srvr", $@"Zookeeper version: \d+\.\d+\.\d+-.*\n{Figures}" },
        { "stat", $@"Zookeeper version: \d+\.\d+\.\d+-.*\nClients:\n({Connection}\)\n)+\n{Figures}" },
        {
            "cons",
            $@"({Connection}(,sid={Session},lop=[A-Z]+,est=\d+,to=\d+(,lcxid=0x[0-9a-f]+)?,lzxid=0x[0-9a-f]+,"
            + @"lresp=\d+,llat=\d+,minlat=\d+,avglat=\d+,maxlat=\d+)?\)\n)+\n"
        },
        { "wchs", @"1 connections watching 1 paths\nTotal watches:1\n" },
        { "wchc", $@"{Session}\n\t/words\n\n" },
        { "wchp", $@"/words\n\t{Session}\n\n" },
        {
            "dump",
            $@"SessionTracker dump:\nSession Sets \(\d+\)/\(\d+\):\n(\d+ expire at {Date}:\n(\t{Session}\n)*)+"
            + $@"ephemeral nodes dump:\nSessions with Ephemerals \(1\):\n{Session}:\n\t/words/mine\n"
            + @"Connections dump:\nConnections Sets \(\d+\)/\(\d+\):\n"
            + $@"(\d+ expire at {Date}:\n(\tip: /127\.0\.0\.1:\d+ sessionId: {Session}\n)*)+"
        },
        { "dirs", @"datadir_size: \d+\nlogdir_size: \d+\n" },
        { "crst", @"Connection stats reset\.\n" },
        { "srst", @"Server stats reset\.\n" },
        {
            "conf",
            @"clientPort=\d+\nsecureClientPort=-1\n(clientPortAddress=.*\n)?dataDir=.*\ndataDirSize=\d+\n"
            + @"dataLogDir=.*\ndataLogSize=\d+\ntickTime=\d+\nmaxClientCnxns=\d+\nminSessionTimeout=\d+\n"
            + @"maxSessionTimeout=\d+\nclientPortListenBacklog=-?\d+\nserverId=\d+\n(max\w+=\d+\n)*"
        },
        {
            "envi",
            @"Environment:\nzookeeper\.version=.*\nhost\.name=.*\n((java|dotnet)\.[a-z.]+=.*\n)*"
            + @"os\.name=.*\nos\.arch=.*\nos\.version=.*\nuser\.name=.*\nuser\.home=.*\nuser\.dir=.*\n"
            + @"(os\.[a-z.]+=.*\n)*(processors=\d+\n)?"
        },
    };

    [Theory, MemberData(nameof(Patterns))]
    public async Task A_word_says_the_same_on_both(string word, string pattern)
    {
        await using OurServer ours = OurServer.Start();
        foreach (string server in new[] { real.ConnectString, ours.ConnectString })
        {
            await using CoordinationClient client =
                await CoordinationClient.ConnectAsync(new TcpTransport(ConnectionString.Parse(server)));
            await client.EnsurePathAsync("/words");
            await client.CreateAsync("/words/mine", mode: CreateMode.Ephemeral);
            await using IAsyncEnumerator<WatchEvent> watch = client.WatchAsync("/words").GetAsyncEnumerator();
            Assert.True(await watch.MoveNextAsync());

            Assert.Matches($"^{pattern}$", await AskAsync(server, word));
        }
    }

    [Fact]
    public async Task Every_figure_of_mntr_has_a_name_of_ZooKeepers()
    {
        await using OurServer ours = OurServer.Start();

        List<string> theirNames = NamesIn(await AskAsync(real.ConnectString, "mntr"));
        List<string> ourNames = NamesIn(await AskAsync(ours.ConnectString, "mntr"));

        // Ours alone: how far the tree has come, which theirs says in srvr only.
        Assert.Equal(["zk_last_zxid"], ourNames.Except(theirNames));

        // What monitoring looks for on any server, zookeeperAdmin: "mntr".
        string[] expected =
        [
            "zk_version", "zk_server_state", "zk_avg_latency", "zk_max_latency", "zk_min_latency",
            "zk_packets_received", "zk_packets_sent", "zk_num_alive_connections", "zk_outstanding_requests",
            "zk_znode_count", "zk_watch_count", "zk_ephemerals_count", "zk_approximate_data_size",
            "zk_open_file_descriptor_count", "zk_max_file_descriptor_count", "zk_uptime", "zk_global_sessions",
        ];
        Assert.Empty(expected.Except(ourNames));
    }

    private static List<string> NamesIn(string figures) =>
        [.. Regex.Matches(figures, @"^(zk_\w+)\t\S", RegexOptions.Multiline).Select(match => match.Groups[1].Value)];

    private static async Task<string> AskAsync(string server, string word)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(System.Net.IPEndPoint.Parse(server), TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(word), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
