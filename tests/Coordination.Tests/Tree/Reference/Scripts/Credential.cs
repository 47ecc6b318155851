using System.Security.Cryptography;
using System.Text;
using Coordination.Tree.Security;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>Who somebody proves to be: a user of the digest scheme, or the name in a certificate.</summary>
internal sealed record Credential(string Scheme, string User, string Password)
{
    public const string SuperUser = "super";

    public static Credential Alice { get; } = new("digest", "alice", "a");

    public static Credential Bob { get; } = new("digest", "bob", "b");

    public static Credential Carol { get; } = new("x509", "CN=carol,O=house", "");

    public static Credential Super { get; } = new("digest", SuperUser, "s");

    /// <summary>What the wire carries.</summary>
    public string Text => $"{User}:{Password}";

    /// <summary>
    /// The identity as it stands in an ACL: <c>user:base64(sha1(user:password))</c>, or the name itself.
    /// </summary>
    public AuthId Id => Scheme == "x509"
        ? new AuthId(Scheme, User)
        : new AuthId(Scheme, $"{User}:{Convert.ToBase64String(SHA1.HashData(Encoding.UTF8.GetBytes(Text)))}");

    public Identities AddTo(Identities caller) =>
        (User == SuperUser ? caller.With(new AuthId(Identities.SuperScheme, "")) : caller).With(Id);
}
