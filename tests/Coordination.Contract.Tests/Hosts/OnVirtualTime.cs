using Coordination.Testing;
using Coordination.Testing.Contracts;
using Coordination.Transports;
using Coordination.Transports.InMemory;

namespace Coordination.Contract.Tests.Hosts;

/// <summary>In memory, on virtual time: what waits for a session to expire takes no time.</summary>
public sealed class OnVirtualTime : IContractHost
{
    public static ContractNeeds Offers => Ensembles.Offers | ContractNeeds.Time;

    public static Task RunAsync(ContractCase contract) => RunAsync(contract, (transport, _) => transport);

    internal static Task RunAsync(ContractCase contract, Func<ITransport, TimeProvider, ITransport> wrap) =>
        Simulation.RunAsync(1, async simulation =>
        {
            var random = new SeededRandom(simulation.Seed);
            InMemoryEnsembleOptions options = Ensembles.Options(contract.Needs);
            options.TimeProvider = simulation.TimeProvider;
            options.DrawRandom = random.NextBytes;
            await using InMemoryEnsemble ensemble = InMemoryEnsemble.Start(options);
            ITransport transport = wrap(ensemble.Transport, simulation.TimeProvider);
            await contract.RunAsync(new ContractHost(transport, simulation.TimeProvider, Offers));
        });
}
