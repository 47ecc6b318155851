using FsCheck;
using FsCheck.Fluent;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>ACLs: mostly open, so that something happens; some of every scheme; some malformed.</summary>
internal static class AclGenerator
{
    private const int All = (int)Permissions.All;

    private static readonly AuthId[] Valid =
    [
        AuthId.Anyone, AuthId.Anyone, AuthId.Creator, Credential.Alice.Id, Credential.Bob.Id, Credential.Carol.Id,
        new("ip", "127.0.0.1"), new("ip", "127.0.0.0/8"), new("ip", "10.0.0.0/8"), new("ip", "0.0.0.0/0"),
        new("digest", ":x"), new("digest", "u:h:"),
    ];

    private static readonly AuthId[] V6 =
    [
        new("ip", "::1"), new("ip", "fe80::/10"), new("ip", "::ffff:127.0.0.1"), new("ip", "::/129"), new("ip", "1:2"),
    ];

    private static readonly AuthId[] Malformed =
    [
        new("world", "someone"), new("digest", "nohash"), new("digest", "a:b:c"), new("digest", "a:"),
        new("ip", "10.0.0"), new("ip", "10.0.0.256"), new("ip", "10.0.0.0/33"), new("ip", "10.0.0.0/x"),
        new("ip", ""), new("nobody", "knows"), new("super", ""),
        new("x509", "no name"),
    ];

    public static Gen<IReadOnlyList<Acl>> Any(ScriptOptions options) => Gen.Frequency(
        (20, Gen.Constant(Acl.Open)),
        (2, Gen.Constant(Acl.CreatorAll)),
        (2, Gen.Constant(Acl.ReadOnly)),
        (6, Lists(Valid, 1)),
        (3, Lists(Valid, 3)),
        (options.IsForOurs ? 2 : 0, Lists([.. Valid, .. V6], 2)),
        (2, Lists([.. Valid, .. Malformed], 2)),
        (1, Gen.Constant<IReadOnlyList<Acl>>([])));

    private static Gen<IReadOnlyList<Acl>> Lists(AuthId[] ids, int most) =>
        from length in Gen.Choose(1, most)
        from entries in Gen.ArrayOf(Entry(ids), length)
        select (IReadOnlyList<Acl>)entries;

    private static Gen<Acl> Entry(AuthId[] ids) =>
        from id in Gen.Elements(ids)
        from permissions in Gen.Frequency((2, Gen.Constant(All)), (3, Gen.Choose(0, All)))
        select new Acl((Permissions)permissions, id);
}
