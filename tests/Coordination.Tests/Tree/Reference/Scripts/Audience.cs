using System.Buffers.Binary;
using System.Net;
using Coordination.Tests.Tree.Reference.Model;
using Coordination.Tree.Security;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>
/// Who, of all that appear in scripts and some that do not, may read what an ACL restricts: ACLs that say so in
/// different ways are alike.
/// </summary>
internal static class Audience
{
    private static readonly Identities Elsewhere = Comes("10.1.2.3");

    private static readonly Identities Here = Comes("127.0.0.1");

    private static readonly Identities[] All =
    [
        Identities.Anonymous, Elsewhere, Here, Credential.Alice.AddTo(Here), Credential.Bob.AddTo(Here),
        Credential.Carol.AddTo(Elsewhere),
    ];

    public static string Of(IReadOnlyList<Acl>? acl) =>
        string.Concat(All.Select(caller => acl is null || ModelAcls.Allows(acl, Permissions.Read, caller) ? '+' : '-'));

    public static Identities Comes(string from) =>
        Identities.From(BinaryPrimitives.ReadUInt128BigEndian(IPAddress.Parse(from).MapToIPv6().GetAddressBytes()));
}
