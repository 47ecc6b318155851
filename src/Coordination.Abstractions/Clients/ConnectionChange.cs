namespace Coordination;

/// <summary>A client's connection came to stand differently.</summary>
/// <param name="State">How it stands now.</param>
/// <param name="Session">The session concerned; <see cref="SessionId.None"/> before the first.</param>
public readonly record struct ConnectionChange(ConnectionState State, SessionId Session);
