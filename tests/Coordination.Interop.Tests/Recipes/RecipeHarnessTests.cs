using System.Globalization;
using Coordination.Interop.Tests.Tcp;
using Coordination.Transports.Tcp.Client;

namespace Coordination.Interop.Tests.Recipes;

/// <summary>
/// Processes of <c>samples/Recipes</c> by the dozen, paused, killed and cut off at random, on our server and on a real
/// Apache ZooKeeper: never too many holders, tokens that grow, no orphan.
/// </summary>
public sealed class RecipeHarnessTests(RealZooKeeper real) : IClassFixture<RealZooKeeper>
{
    private static readonly int Ticks = Counterpart.Scale == 1 ? 40 : 150;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task One_holds_a_lock(bool isReal) => OnAsync(isReal, server => RageAsync(
        server, "/harness/lock", most: 1, "acquired",
        "lock", "--hold-ms", "30", "--gap-ms", "10", "--show-held", "--guard", "/counter"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task As_many_hold_permits_as_there_are(bool isReal) => OnAsync(isReal, server => RageAsync(
        server, "/harness/semaphore", most: 3, "acquired",
        "semaphore", "--permits", "3", "--hold-ms", "50", "--gap-ms", "10", "--show-held"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task One_leads(bool isReal) => OnAsync(isReal, server => RageAsync(
        server, "/harness/election", most: 1, "leading", "elect", "--term-ms", "100"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task One_owns_a_shard(bool isReal) => OnAsync(isReal, async server =>
    {
        const int ShardCount = 12;
        const string Path = "/harness/partition";
        await RageAsync(
            server, Path, havoc =>
            {
                ClaimedTime[][] claims =
                [
                    .. Enumerable.Range(0, ShardCount).Select(shard =>
                        havoc.Processes.SelectMany(process => ClaimedTime.OfShard(process, shard)).ToArray()),
                ];
                Assert.All(claims, ofOne => Assert.NotEmpty(ofOne));
                Assert.All(claims, ofOne => ClaimedTime.AssertAtMost(1, ofOne));
            },
            "partition", "--shards", ShardCount.ToString(CultureInfo.InvariantCulture), "--show-held");
    });

    private async Task OnAsync(bool isReal, Func<string, Task> test)
    {
        if (isReal)
        {
            await test(real.ConnectString);
            return;
        }

        await using OurServer server = OurServer.Start();
        await test(server.ConnectString);
    }

    private static Task RageAsync(
        string server, string path, int most, string begins, params string[] arguments) => RageAsync(
        server, path, havoc =>
        {
            ClaimedTime[] claims = [.. havoc.Processes.SelectMany(process => ClaimedTime.Of(process, begins))];
            // How many depends on the machine; that there were some does not.
            Assert.True(claims.Length > 2, $"Only {claims.Length} were granted.");
            ClaimedTime.AssertAtMost(most, claims);
        },
        arguments);

    private static async Task RageAsync(
        string server, string path, Action<Havoc> judge, params string[] arguments)
    {
        var havoc = new Havoc(seed: 1, number => RecipeProcess.Start(server,
        [
            .. arguments, "--path", path, "--session-ms", "2000", "--id",
            "p" + number.ToString(CultureInfo.InvariantCulture),
        ]));
        try
        {
            await havoc.ConnectAsync(Tick);
            await havoc.RageAsync(Ticks, Tick);
            int[] codes = await havoc.EndAsync();

            Assert.All(codes, code => Assert.Equal(0, code));
            judge(havoc);
            await AssertNothingIsLeftAsync(server, path);
            await AssertCountedAsync(server, havoc);
        }
        finally
        {
            foreach (RecipeProcess process in havoc.Processes)
                await process.DisposeAsync();
        }
    }

    /// <summary>When the sessions of the killed have expired nobody stands in line.</summary>
    private static async Task AssertNothingIsLeftAsync(string server, string path)
    {
        await using CoordinationClient client =
            await CoordinationClient.ConnectAsync(new TcpTransport(ConnectionString.Parse(server)));
        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        await foreach (WatchEvent _ in client.WatchAsync(path, cancellationToken: late.Token))
        {
            if (await client.ExistsAsync(path) is not { NumChildren: > 0 })
                break;
        }
    }

    /// <summary>No count was lost, and no other was made but where the answer may have been lost.</summary>
    private static async Task AssertCountedAsync(string server, Havoc havoc)
    {
        int counted = havoc.Processes.Sum(process => process.Lines.Count(line => line.Event == "guarded"));
        if (counted == 0)
            return;
        await using CoordinationClient client =
            await CoordinationClient.ConnectAsync(new TcpTransport(ConnectionString.Parse(server)));
        ZNode counter = await client.GetAsync("/counter");
        int value = int.Parse(counter.Data.Span, NumberStyles.None, CultureInfo.InvariantCulture);
        int unsure = havoc.Processes.Count(process => process.StoppedAt is not null)
            + havoc.Processes.Sum(process => process.Lines.Count(line => line.Event is "refused" or "lost"));
        Assert.InRange(value, counted, counted + unsure);
    }
}
