using System.Text.Json.Nodes;
using Coordination.Interop.Tests.Tcp;
using Coordination.Requests;

namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>
/// What a path that ends in a slash is answered by servers, as clients refuse it themselves: the entry of
/// <c>Differences.json</c> about it is so.
/// </summary>
public sealed class TrailingSlashTests
{
    private static readonly OpCode[] NotFoundOnApache =
        [OpCode.Delete, OpCode.Exists, OpCode.GetData, OpCode.GetAcl, OpCode.GetChildren2];

    private static readonly OpCode[] RefusedOnApache = [OpCode.Create, OpCode.SetData, OpCode.SetAcl];

    [Fact]
    public async Task Apache_does_not_find_it_or_refuses_it()
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using ZooKeeperServer server = await ZooKeeperServer.StartAsync();
        await using var client = new ZooKeeperConversation(ZooKeeperJavaClient.Start(server.ConnectString));

        Assert.All(NotFoundOnApache, operation => Assert.Equal(ErrorCode.NoNode, Ask(client, operation)));
        Assert.All(RefusedOnApache, operation => Assert.Equal(ErrorCode.BadArguments, Ask(client, operation)));
    }

    [Fact]
    public async Task Ours_refuses_it()
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using OurServer server = OurServer.Start();
        await using var client = new ZooKeeperConversation(ZooKeeperJavaClient.Start(server.ConnectString));

        Assert.All(
            [.. NotFoundOnApache, .. RefusedOnApache],
            operation => Assert.Equal(ErrorCode.BadArguments, Ask(client, operation)));
    }

    private static ErrorCode Ask(ZooKeeperConversation client, OpCode operation)
    {
        const string Session = "a";
        client.Ask(Session, "connect", new() { ["timeout"] = 40_000 });
        var arguments = new JsonObject { ["type"] = (int)operation, ["path"] = "/zookeeper/" };
        var code = (ErrorCode)(int)client.Ask(Session, "unchecked", arguments)["code"]!;
        client.Ask(Session, "close", []);
        return code;
    }
}
