using Coordination.Testing;
using Coordination.Testing.Contracts;

namespace Coordination.Contract.Tests.Hosts;

/// <summary>
/// In memory, on virtual time, through the fault transport with no fault: every call is a suspension point.
/// </summary>
public sealed class ThroughFaultTransport : IContractHost
{
    public static ContractNeeds Offers => OnVirtualTime.Offers;

    public static Task RunAsync(ContractCase contract) => OnVirtualTime.RunAsync(
        contract, (transport, clock) => new FaultTransport(transport, Faults.None, seed: 1, clock));
}
