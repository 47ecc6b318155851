namespace Coordination.Tests.Tree.Reference.Model;

/// <summary>One znode, as the programmer's guide describes it: a plain record of what is known about it.</summary>
internal sealed record ModelZnode
{
    /// <summary>The data; never changed in place.</summary>
    public byte[] Data { get; set; } = [];

    public IReadOnlyList<Acl> Acl { get; set; } = Coordination.Acl.Open;

    public Zxid Czxid { get; init; }

    public Zxid Mzxid { get; set; }

    public Zxid Pzxid { get; set; }

    public long CtimeMs { get; init; }

    public long MtimeMs { get; set; }

    public int Version { get; set; }

    public int Aversion { get; set; }

    /// <summary>How many children were ever created: what sequence numbers are made of.</summary>
    public int Creates { get; set; }

    /// <summary>The session of an ephemeral znode.</summary>
    public SessionId Owner { get; init; }

    public bool IsContainer { get; init; }

    /// <summary>Milliseconds; 0 for a znode without a time to live.</summary>
    public long TimeToLiveMs { get; init; }

    public bool IsEphemeral => Owner != SessionId.None;
}
