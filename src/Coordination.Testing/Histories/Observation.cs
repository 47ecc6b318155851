using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Testing;

/// <summary>One thing that a client sent or was told on a connection.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Index">Its place among all that passed on all connections.</param>
/// <param name="At">When, virtual time.</param>
/// <param name="Xid">The request's number.</param>
/// <param name="Request">The request, where one is sent.</param>
/// <param name="Answer">The answer, where one came.</param>
/// <param name="Event">The event, where one came.</param>
internal readonly record struct Observation(
    ObservationKind Kind,
    long Index,
    TimeSpan At,
    int Xid = 0,
    IRequest? Request = null,
    Answer<Response> Answer = default,
    WatchEvent? Event = null);
