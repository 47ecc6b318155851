namespace Coordination.Transports.Tcp.Client;

/// <summary>One server of a connection string.</summary>
/// <param name="Host">A name, which is resolved again on every attempt, or an address; IPv6 without its
/// brackets.</param>
/// <param name="Port">The port, 1 to 65,535.</param>
public readonly record struct HostAddress(string Host, int Port)
{
    /// <summary>As a connection string has it: <c>host:port</c>, <c>[::1]:port</c>.</summary>
    public override string ToString() =>
        Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
