using Coordination.Requests;
using Coordination.Testing;
using Coordination.Testing.Contracts;
using Coordination.Transports;
using Coordination.Transports.InMemory;

namespace Coordination.Contract.Tests;

/// <summary>
/// Requests of every kind, right and wrong, against the table of refusals: none is refused otherwise.
/// </summary>
public sealed class RandomRequestTests
{
    private const int Connections = 200;
    private const int RequestsPerConnection = 100;

    private static int Scale =>
        int.TryParse(Environment.GetEnvironmentVariable("COORDINATION_TEST_SCALE"), out int scale)
            ? Math.Max(scale, 1)
            : 1;

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, Scale).Select(seed => (ulong)seed)];

    [Theory, MemberData(nameof(Seeds))]
    public async Task No_request_is_refused_with_what_the_table_does_not_know(ulong seed)
    {
        HashSet<Refusal> seen = [];
        await Simulation.RunAsync(seed, async simulation =>
        {
            var options = new InMemoryEnsembleOptions { TimeProvider = simulation.TimeProvider, EnforceQuota = true };
            options.Limits.Watches = 40;
            await using InMemoryEnsemble ensemble = InMemoryEnsemble.Start(options);
            var requests = new RandomRequests(new SeededRandom(seed));
            for (int i = 0; i < Connections; i++)
                seen.UnionWith(await RunAsync(requests, ensemble.Transport, simulation.TimeProvider));
        });

        Assert.Equal(seen.Except(ContractTable.Refusals), []);
        Assert.Equal(ContractTable.Operations.Except(seen.Select(refusal => refusal.Operation)), Never);
    }

    // Refused only where an identity is required; the end of a session is not drawn.
    private static OpCode[] Never => [OpCode.WhoAmI, OpCode.Ping, OpCode.CloseSession];

    private static async Task<HashSet<Refusal>> RunAsync(
        RandomRequests requests, ITransport transport, TimeProvider clock)
    {
        HashSet<Refusal> seen = [];
        await using var connection = new BareConnection(clock);
        await connection.ConnectAsync(transport, default, TimeSpan.FromSeconds(10), Zxid.None);
        for (int i = 0; i < RequestsPerConnection && connection.Closed is null; i++)
        {
            Refusal answer = await requests.SendAsync(connection);

            // ConnectionLoss is no answer: the connection was closed before there was one.
            if (answer.Code is not (ErrorCode.Ok or ErrorCode.ConnectionLoss))
                seen.Add(answer);
        }

        return seen;
    }
}
