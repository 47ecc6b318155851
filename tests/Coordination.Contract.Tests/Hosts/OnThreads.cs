using Coordination.Testing.Contracts;
using Coordination.Transports;
using Coordination.Transports.InMemory;

namespace Coordination.Contract.Tests.Hosts;

/// <summary>In memory, on threads and the machine's clock; so without the cases that wait for time to pass.</summary>
public sealed class OnThreads : IContractHost
{
    public static ContractNeeds Offers => OnVirtualTime.Offers & ~ContractNeeds.Time;

    public static async Task RunAsync(ContractCase contract)
    {
        await using InMemoryEnsemble ensemble = InMemoryEnsemble.Start();
        await RunAsync(contract, ensemble.Transport);
    }

    internal static Task RunAsync(ContractCase contract, ITransport transport) =>
        contract.RunAsync(new ContractHost(transport, CoordinationTime.Default, Offers));
}
