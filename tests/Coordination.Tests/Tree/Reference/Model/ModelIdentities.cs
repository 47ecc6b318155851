using System.Net;
using Coordination.Tree.Security;

namespace Coordination.Tests.Tree.Reference.Model;

/// <summary>What a connection is told of who it is.</summary>
internal static class ModelIdentities
{
    /// <summary>Its address and what it has proven; of a digest the user alone, of a super user nothing.</summary>
    public static IReadOnlyList<AuthId> Shown(Identities caller) =>
    [
        new AuthId("ip", Address(caller)),
        .. caller.Ids.Select(id => id.Scheme == "digest" ? new AuthId("digest", UserOf(id)) : id),
    ];

    private static string Address(Identities caller)
    {
        byte[] bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, caller.Address);
        return new IPAddress(bytes).MapToIPv4().ToString(); // All callers of scripts have such a one.
    }

    private static string UserOf(AuthId digest) => digest.Id[..digest.Id.IndexOf(':', StringComparison.Ordinal)];
}
