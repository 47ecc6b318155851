namespace Coordination.Transports.Tcp.Server.Admin;

/// <summary>What the commands look at.</summary>
/// <param name="Server">The server.</param>
/// <param name="Secure">The one with TLS above the same ensemble; null where there is none.</param>
internal sealed record AdminView(CoordinationServer Server, CoordinationServer? Secure);
