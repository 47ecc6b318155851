namespace Coordination.Requests;

/// <summary>Answers a <see cref="WhoAmIRequest"/> (<c>zookeeper.jute: WhoAmIResponse</c>).</summary>
/// <param name="Identities">Scheme and user of each identity; secrets are left out.</param>
public sealed record WhoAmIResponse(IReadOnlyList<AuthId> Identities) : Response;
