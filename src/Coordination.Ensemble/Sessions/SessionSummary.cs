namespace Coordination.Ensemble;

/// <summary>How a session stands that an ensemble serves (the four-letter word <c>dump</c>).</summary>
/// <param name="Session">The session.</param>
/// <param name="ExpiresIn">How long it will stand if it is not heard from; exact to a tick or two of the
/// ensemble.</param>
/// <param name="Ephemerals">Its ephemeral znodes, in the order of their paths.</param>
public readonly record struct SessionSummary(SessionId Session, TimeSpan ExpiresIn, IReadOnlyList<ZPath> Ephemerals);
