using Coordination.Testing.Contracts;
using Coordination.Transports.InMemory;

namespace Coordination.Contract.Tests.Hosts;

/// <summary>In memory, on threads and the machine's clock; so without the cases that wait for time to pass.</summary>
public sealed class OnThreads : IContractHost
{
    public static ContractNeeds Offers => Ensembles.Offers;

    public static async Task RunAsync(ContractCase contract)
    {
        await using InMemoryEnsemble ensemble = InMemoryEnsemble.Start(Ensembles.Options(contract.Needs));
        await contract.RunAsync(new ContractHost(ensemble.Transport, CoordinationTime.Default, Offers));
    }
}
