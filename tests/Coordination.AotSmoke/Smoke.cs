using System.Net;
using System.Text;
using Coordination.Requests;
using Coordination.Transports.InMemory;
using Coordination.Transports.Tcp.Client;
using Coordination.Transports.Tcp.Server;

namespace Coordination.AotSmoke;

/// <summary>
/// Operations of every shape: with and without data, lists, transactions, one-shot watches and streams.
/// </summary>
internal static class Smoke
{
    private static readonly ZPath Root = "/smoke";

    public static async Task OperationsAsync(ICoordinationClient client, CancellationToken cancellationToken)
    {
        await client.CreateAsync(Root, "one"u8.ToArray(), cancellationToken: cancellationToken);
        ZPath numbered = await client.CreateAsync(
            Root / "n-", mode: CreateMode.EphemeralSequential, cancellationToken: cancellationToken);
        Check.That(numbered == "/smoke/n-0000000000", "sequential znodes are numbered");

        ZNode znode = await client.GetAsync(Root, cancellationToken: cancellationToken);
        Check.That(Encoding.UTF8.GetString(znode.Data.Span) == "one", "data is read as it was written");
        Stat stat = await client.SetAsync(Root, "two"u8.ToArray(), znode.Stat.Version,
            cancellationToken: cancellationToken);
        Check.That(stat.Version == 1, "a set raises the version");

        ZChildren children = await client.GetChildrenAsync(Root, cancellationToken: cancellationToken);
        Check.That(children.Names is ["n-0000000000"], "children are listed");
        GetAclResponse acl = await client.GetAclAsync(Root, cancellationToken: cancellationToken);
        Check.That(acl.Acl.SequenceEqual(Acl.Open), "the default ACL is open");

        IReadOnlyList<OperationResult> many = await client.ReadManyAsync(
            [new GetDataRequest(Root), new GetChildrenRequest("/nowhere")], cancellationToken: cancellationToken);
        Check.That(many[0].Code == ErrorCode.Ok && many[1].Code == ErrorCode.NoNode,
            "several reads have several outcomes");

        try
        {
            await client.DeleteAsync(Root, cancellationToken: cancellationToken);
            Check.That(false, "a znode with children is not deleted");
        }
        catch (RequestRejectedException e)
        {
            Check.That(e.Code == ErrorCode.NotEmpty, "a znode with children is not deleted");
        }
    }

    public static async Task WatchesAsync(ICoordinationClient client, CancellationToken cancellationToken)
    {
        using var once = new OneShotWatch(client.TimeProvider);
        await client.ExistsAsync(Root / "late", new ReadOptions { Watch = once }, cancellationToken);

        var seen = new List<WatchEventType>();
        var options = new WatchOptions { Recursive = true, IncludeExisting = true };
        await foreach (WatchEvent change in client.WatchAsync(Root, options, cancellationToken))
        {
            seen.Add(change.Type);
            if (change.Type == WatchEventType.Synced)
                await client.CreateAsync(Root / "late", mode: CreateMode.Ephemeral,
                    cancellationToken: cancellationToken);
            if (change.Type == WatchEventType.NodeCreated)
                break;
        }

        Check.That(
            seen is [WatchEventType.Armed, WatchEventType.Existing, WatchEventType.Existing, WatchEventType.Synced,
                WatchEventType.NodeCreated],
            "a stream begins with what is there and goes on with what changes");
        Check.That((await once.FiredAsync(cancellationToken)).Type == WatchEventType.NodeCreated,
            "a one-shot watch fires");
    }

    /// <summary>What was written in memory is read over a socket, in ZooKeeper's protocol.</summary>
    public static async Task OverTcpAsync(InMemoryEnsemble ensemble, CancellationToken cancellationToken)
    {
        var options = new CoordinationServerOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) };
        await using CoordinationServer server = CoordinationServer.Start(ensemble.Ensemble, options);
        var transport = new TcpTransport(ConnectionString.Parse(server.EndPoint.ToString()));
        await using CoordinationClient client =
            await CoordinationClient.ConnectAsync(transport, cancellationToken: cancellationToken);

        ZNode znode = await client.GetAsync(Root, cancellationToken: cancellationToken);
        Check.That(Encoding.UTF8.GetString(znode.Data.Span) == "three", "a client over TCP reads what is in memory");
    }

    public static async Task TransactionAsync(ICoordinationClient client, CancellationToken cancellationToken)
    {
        IReadOnlyList<OperationResult> results = await client.Transaction()
            .Check(Root, 1)
            .Create(Root / "both", "x"u8.ToArray())
            .Set(Root, "three"u8.ToArray(), 1)
            .CommitAsync(cancellationToken: cancellationToken);
        Check.That(results.Count == 3 && results.All(one => one.Code == ErrorCode.Ok),
            "a transaction happens as a whole");

        try
        {
            await client.Transaction().Delete(Root / "both").Check(Root,
                1).CommitAsync(cancellationToken: cancellationToken);
            Check.That(false, "a transaction that fails does nothing");
        }
        catch (TransactionRejectedException e)
        {
            bool stands = await client.ExistsAsync(Root / "both", cancellationToken: cancellationToken) is not null;
            Check.That(e.FailedIndex == 1 && stands, "a transaction that fails does nothing");
        }
    }
}
