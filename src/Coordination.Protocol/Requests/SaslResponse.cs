using Coordination.Requests;

namespace Coordination.Protocol;

/// <summary>Answers a <see cref="SaslRequest"/> (<c>zookeeper.jute: SetSASLResponse</c>).</summary>
/// <param name="Token">The server's next token; empty when the exchange is over.</param>
public sealed record SaslResponse(ReadOnlyMemory<byte> Token) : Response;
