using Coordination.Requests;
using Coordination.Transports.Tcp.Client;

namespace Coordination.Interop.Tests.Tcp;

/// <summary>Our client bears what a real ZooKeeper allows and our servers do not.</summary>
public sealed class BeyondOurLimitsTests(RealZooKeeper real) : IClassFixture<RealZooKeeper>
{
    [Fact]
    public async Task A_path_that_ours_would_refuse_is_created_watched_and_read()
    {
        await using CoordinationClient client = await ConnectAsync();
        ZPath path = "/" + new string('n', 70_000);
        await using IAsyncEnumerator<WatchEvent> events = client.WatchAsync(path).GetAsyncEnumerator();
        await events.MoveNextAsync();
        SessionId session = client.Session.Id;

        ZPath created = await client.CreateAsync(path);
        await events.MoveNextAsync();
        await client.SyncAsync(path);

        Assert.Equal(path, created);
        Assert.Equal((WatchEventType.NodeCreated, path), (events.Current.Type, events.Current.Path));
        Assert.Contains(path.Name.ToString(), (await client.GetChildrenAsync("/")).Names);
        Assert.Equal(session, client.Session.Id);
        await client.DeleteAsync(path);
    }

    [Fact]
    public async Task A_transaction_that_ours_would_refuse_is_answered()
    {
        const int Operations = 15_000;
        await using CoordinationClient client = await ConnectAsync();
        await client.CreateAsync("/m");
        ICoordinationTransaction transaction = client.Transaction();
        for (int i = 0; i < Operations; i++)
            transaction.Check("/m");

        IReadOnlyList<OperationResult> results = await transaction.CommitAsync();

        Assert.Equal(Operations, results.Count);
        Assert.All(results, result => Assert.Equal(ErrorCode.Ok, result.Code));
    }

    private ValueTask<CoordinationClient> ConnectAsync() =>
        CoordinationClient.ConnectAsync(new TcpTransport(ConnectionString.Parse(real.ConnectString)));
}
