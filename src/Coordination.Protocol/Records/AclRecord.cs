namespace Coordination.Protocol;

/// <summary>
/// <c>zookeeper.jute: ACL, Id</c>, and the <c>ClientInfo</c> of whoAmI, which has the same two texts.
/// </summary>
internal static class AclRecord
{
    /// <summary>The least that an entry takes: permissions and two lengths; bytes.</summary>
    public const int LeastAclBytes = 3 * sizeof(int);

    // Two lengths.
    private const int LeastIdBytes = 2 * sizeof(int);

    // vector<ACL> with the one entry (31, world, anyone): what nearly every create carries, so that it is known by its
    // bytes and shared.
    private static ReadOnlySpan<byte> OpenAcl => "\0\0\0\u0001\0\0\0\u001f\0\0\0\u0005world\0\0\0\u0006anyone"u8;

    public static void WriteAcl(this JuteWriter writer, IReadOnlyList<Acl> acl)
    {
        if (ReferenceEquals(acl, Acl.Open))
        {
            writer.WriteRaw(OpenAcl);
            return;
        }

        writer.WriteInt32(acl.Count);
        for (int i = 0; i < acl.Count; i++)
        {
            writer.WriteInt32((int)acl[i].Permissions);
            writer.WriteString(acl[i].Id.Scheme);
            writer.WriteString(acl[i].Id.Id);
        }
    }

    public static IReadOnlyList<Acl> ReadAcl(this ref JuteReader reader, ProtocolLimits limits)
    {
        if (reader.TrySkip(OpenAcl))
            return Acl.Open;

        int count = reader.ReadCount(limits.MaxFrameBytes, LeastAclBytes);
        if (count == 0)
            return [];

        var acl = new List<Acl>(Math.Min(count, RecordCapacity.Initial));
        while (acl.Count < count && reader.Fault == DecodeFault.None)
            acl.Add(new((Permissions)reader.ReadInt32(), new(reader.ReadText(limits), reader.ReadText(limits))));
        return acl;
    }

    public static void WriteIds(this JuteWriter writer, IReadOnlyList<AuthId> ids)
    {
        writer.WriteInt32(ids.Count);
        for (int i = 0; i < ids.Count; i++)
        {
            writer.WriteString(ids[i].Scheme);
            writer.WriteString(ids[i].Id);
        }
    }

    public static IReadOnlyList<AuthId> ReadIds(this ref JuteReader reader, ProtocolLimits limits)
    {
        int count = reader.ReadCount(limits.MaxFrameBytes, LeastIdBytes);
        if (count == 0)
            return [];

        var ids = new List<AuthId>(Math.Min(count, RecordCapacity.Initial));
        while (ids.Count < count && reader.Fault == DecodeFault.None)
            ids.Add(new(reader.ReadText(limits), reader.ReadText(limits)));
        return ids;
    }
}
