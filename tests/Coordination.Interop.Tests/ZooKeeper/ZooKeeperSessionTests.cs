using System.Text.Json.Nodes;

namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>
/// What the real server does by itself, in its own time: it ends sessions that fell silent and reaps containers and
/// znodes whose time is over. The model does these by command; here is seen that the real one does the same.
/// </summary>
public sealed class ZooKeeperSessionTests
{
    private const int EphemeralOwner = 7;

    private static readonly ZooKeeperServerOptions Impatient = new() { TickTimeMs = 100, ReapingIntervalMs = 50 };

    [Fact]
    public async Task A_session_is_taken_over_with_its_password_only_and_expires_when_it_falls_silent()
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using ZooKeeperServer server = await ZooKeeperServer.StartAsync(Impatient);
        await using var client = new ZooKeeperConversation(ZooKeeperJavaClient.Start(server.ConnectString));
        client.Ask("observer", "connect", new() { ["timeout"] = 2_000 });
        client.Ask("observer", "addWatch", new() { ["path"] = "/", ["recursive"] = true });
        JsonObject owner = client.Ask("owner", "connect", new() { ["timeout"] = 1_000 });
        client.Ask("owner", "create", Znode("/ephemeral", CreateMode.Ephemeral));
        client.Ask("owner", "vanish", []);

        JsonObject stranger = client.Ask("stranger", "connect", Ticket(owner, Convert.ToBase64String(new byte[16])));
        client.Ask("heir", "connect", Ticket(owner, (string)owner["password"]!));
        JsonObject kept = client.Ask("heir", "exists", new() { ["path"] = "/ephemeral" });
        client.Ask("heir", "vanish", []);
        client.Await(WatchEventType.NodeDeleted, "/ephemeral");

        Assert.Equal((int)ErrorCode.SessionExpired, (int)stranger["code"]!);
        Assert.Equal((long)owner["id"]!, (long)kept["stat"]![EphemeralOwner]!);
    }

    [Fact]
    public async Task Containers_go_after_their_last_child_and_times_to_live_end()
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using ZooKeeperServer server = await ZooKeeperServer.StartAsync(Impatient);
        await using var client = new ZooKeeperConversation(ZooKeeperJavaClient.Start(server.ConnectString));
        client.Ask("a", "connect", new() { ["timeout"] = 2_000 });
        client.Ask("a", "addWatch", new() { ["path"] = "/", ["recursive"] = true });

        client.Ask("a", "create", Znode("/never-used", CreateMode.Container));
        client.Ask("a", "create", Znode("/container", CreateMode.Container));
        client.Ask("a", "create", Znode("/container/child", CreateMode.Persistent));
        client.Ask("a", "delete", new() { ["path"] = "/container/child", ["version"] = -1 });
        client.Await(WatchEventType.NodeDeleted, "/container");
        client.Ask("a", "create", Znode("/mortal", CreateMode.PersistentWithTtl, timeToLiveMs: 1));
        client.Await(WatchEventType.NodeDeleted, "/mortal");

        Assert.Equal(
            (int)ErrorCode.Ok,
            (int)client.Ask("a", "exists", new() { ["path"] = "/never-used" })["code"]!);
    }

    private static JsonObject Znode(string path, CreateMode mode, long timeToLiveMs = 0) => new()
    {
        ["path"] = path,
        ["data"] = "",
        ["mode"] = (int)mode,
        ["ttl"] = timeToLiveMs,
        ["acl"] = new JsonArray(new JsonObject { ["perms"] = 31, ["scheme"] = "world", ["id"] = "anyone" }),
    };

    private static JsonObject Ticket(JsonObject owner, string password) => new()
    {
        ["timeout"] = 1_000,
        ["id"] = (long)owner["id"]!,
        ["password"] = password,
    };
}
