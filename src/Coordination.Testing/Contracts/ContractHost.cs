using Coordination.Transports;

namespace Coordination.Testing.Contracts;

/// <summary>A transport to be judged, with the ensemble behind it.</summary>
/// <param name="Transport">The way to it.</param>
/// <param name="TimeProvider">The clock of the clients; a simulation's, or the machine's.</param>
/// <param name="Offers">What it has of what cases need.</param>
public sealed record ContractHost(ITransport Transport, TimeProvider TimeProvider, ContractNeeds Offers)
{
    /// <summary>How many watches there may be where <see cref="ContractNeeds.FewWatches"/> is offered.</summary>
    public const int FewWatches = 8;

    /// <summary>
    /// The session time-out and the time to live in cases that wait for their end; 4 s by default. The ensemble must
    /// grant it.
    /// </summary>
    public TimeSpan ShortTime { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a case waits for anything before it says that it does not hold; 2 min by default.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);
}
