using Coordination.Requests;
using Coordination.Testing;
using Coordination.Testing.Contracts;
using Coordination.Transports;
using Coordination.Transports.InMemory;

namespace Coordination.Contract.Tests;

/// <summary>
/// Requests of every kind, right and wrong, against the table of refusals: an ensemble refuses each operation with all
/// that the table says of it, and with nothing else.
/// </summary>
public sealed class RandomRequestTests
{
    private const int SeedsPerScale = 10;
    private const int Connections = 200;
    private const int RequestsPerConnection = 100;

    // Said by clients, or only where an identity is required.
    private static readonly ErrorCode[] NotDrawn =
    [
        ErrorCode.OperationTimeout, ErrorCode.RequestTimeout, ErrorCode.SessionExpired, ErrorCode.ConnectionLoss,
        ErrorCode.SessionClosedRequireSaslAuth,
    ];

    private static int Scale =>
        int.TryParse(Environment.GetEnvironmentVariable("COORDINATION_TEST_SCALE"), out int scale)
            ? Math.Max(scale, 1)
            : 1;

    [Fact]
    public async Task Requests_are_refused_with_what_the_table_says_and_with_nothing_else()
    {
        HashSet<Refusal> all = [];
        for (ulong seed = 1; seed <= (ulong)(SeedsPerScale * Scale); seed++)
        {
            Refusal[] seen = [.. (await RunAsync(seed)).Refusals];
            Assert.True(
                !seen.Except(ContractTable.Refusals).Any(),
                $"Seed {seed}: the table does not know {string.Join(", ", seen.Except(ContractTable.Refusals))}.");
            all.UnionWith(seen);
        }

        Assert.Equal([], ContractTable.Refusals.Where(IsDrawn).Except(all));
    }

    private static readonly OpCode[] Watching =
        [OpCode.Exists, OpCode.GetData, OpCode.GetChildren2, OpCode.AddWatch, OpCode.SetWatches2];

    private static bool IsDrawn(Refusal refusal) => refusal.Code switch
    {
        ErrorCode.AuthFailed => refusal.Operation == OpCode.Auth,
        ErrorCode.ThrottledOp => Watching.Contains(refusal.Operation), // Others wait for room in a client.
        _ => !NotDrawn.Contains(refusal.Code),
    };

    private static async Task<Witness> RunAsync(ulong seed)
    {
        var witness = new Witness();
        await Simulation.RunAsync(seed, async simulation =>
        {
            var options = new InMemoryEnsembleOptions { TimeProvider = simulation.TimeProvider, EnforceQuota = true };
            options.Limits.Watches = 12;
            await using InMemoryEnsemble ensemble = InMemoryEnsemble.Start(options);
            var requests = new RandomRequests(new SeededRandom(seed));
            var transport = new WitnessTransport(ensemble.Transport, witness);
            for (int i = 0; i < Connections; i++)
                await RunAsync(requests, transport, simulation.TimeProvider);
        });
        return witness;
    }

    private static async Task RunAsync(RandomRequests requests, ITransport transport, TimeProvider clock)
    {
        await using var connection = new BareConnection(clock);
        await connection.ConnectAsync(transport, default, TimeSpan.FromSeconds(10), Zxid.None);
        await requests.PrepareAsync(connection);
        for (int i = 0; i < RequestsPerConnection && connection.Closed is null; i++)
            await requests.SendAsync(connection);
    }
}
