namespace Coordination.Protocol;

/// <summary>That a client knows the password of a user.</summary>
/// <param name="UserName">Who it is.</param>
/// <param name="Confirmation">What to tell it, so that it knows that the server knows the password too.</param>
public sealed record DigestMd5Proof(string UserName, byte[] Confirmation);
