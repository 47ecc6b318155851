using Coordination.Transports;

namespace Coordination.Testing.Contracts;

/// <summary>A transport to be judged, with the ensemble behind it.</summary>
/// <param name="Transport">The way to it.</param>
/// <param name="TimeProvider">The clock of the clients; a simulation's, or the machine's.</param>
/// <param name="Offers">What it has of what cases need.</param>
public sealed record ContractHost(ITransport Transport, TimeProvider TimeProvider, ContractNeeds Offers);
