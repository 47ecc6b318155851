namespace Coordination.Sessions;

/// <summary>One thing for a client to do, in the order in which they are put out.</summary>
/// <param name="Kind">What.</param>
/// <param name="Transport">With <see cref="SessionOutputKind.Dial"/> and <see cref="SessionOutputKind.Surrender"/>:
/// over which transport.</param>
/// <param name="Ticket">With the same: which session; that of <see cref="SessionId.None"/> for a new one.</param>
/// <param name="FromZero">With <see cref="SessionOutputKind.Dial"/>: whether a server that is behind what was seen will
/// do.</param>
internal readonly record struct SessionOutput(
    SessionOutputKind Kind,
    int Transport = 0,
    SessionTicket Ticket = default,
    bool FromZero = false);
