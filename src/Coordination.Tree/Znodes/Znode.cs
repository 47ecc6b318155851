using System.Runtime.InteropServices;
using System.Text;

namespace Coordination.Tree.Znodes;

/// <summary>
/// A znode as it stood between two changes: immutable, and replaced in its slot by the next, so that a snapshot keeps
/// what it captured. This is the small shape, for a persistent znode that has never had a child and whose ACL was never
/// replaced; whatever is more is an <see cref="ExtendedZnode"/>.
/// </summary>
/// <remarks>
/// Eighty bytes and one array. The array holds name and data together: an object less per znode, and the name is where
/// the comparison of a lookup and the answer of a read look anyway. Names are ASCII nearly always and take a byte a
/// character then, else two.
/// </remarks>
internal record class Znode
{
    // Bytes of the name at the front of Content; as its complement where the name is UTF-16.
    private readonly int _name;

    public Znode(ReadOnlySpan<char> name, ReadOnlySpan<byte> data, in ZnodeBirth birth)
    {
        bool ascii = Ascii.IsValid(name);
        int nameBytes = ascii ? name.Length : name.Length * sizeof(char);
        Content = GC.AllocateUninitializedArray<byte>(nameBytes + data.Length);
        if (ascii)
            Ascii.FromUtf16(name, Content, out _);
        else
            MemoryMarshal.AsBytes(name).CopyTo(Content);
        data.CopyTo(Content.AsSpan(nameBytes));
        _name = ascii ? nameBytes : ~nameBytes;

        PathHash = birth.PathHash;
        ParentSlot = birth.ParentSlot;
        AclId = birth.AclId;
        Czxid = Mzxid = birth.Zxid;
        CtimeMs = MtimeMs = birth.TimeMs;
    }

    /// <summary>Name and data, never changed.</summary>
    public byte[] Content { get; private init; }

    public ulong PathHash { get; }

    public long Czxid { get; }

    public long Mzxid { get; init; }

    public long CtimeMs { get; }

    public long MtimeMs { get; init; }

    public int Version { get; init; }

    public int AclId { get; init; }

    public int ParentSlot { get; }

    public ReadOnlyMemory<byte> Data => new(Content, NameBytes, Content.Length - NameBytes);

    public ReadOnlySpan<byte> DataSpan => Content.AsSpan(NameBytes);

    public int DataLength => Content.Length - NameBytes;

    public int NameLength => _name >= 0 ? _name : ~_name / sizeof(char);

    private int NameBytes => _name >= 0 ? _name : ~_name;

    /// <summary>The same name with other data: the one copy that is made of what a client sent.</summary>
    public byte[] ContentWith(ReadOnlySpan<byte> data)
    {
        int nameBytes = NameBytes;
        byte[] content = GC.AllocateUninitializedArray<byte>(nameBytes + data.Length);
        Content.AsSpan(0, nameBytes).CopyTo(content);
        data.CopyTo(content.AsSpan(nameBytes));
        return content;
    }

    /// <summary>The znode after its data was set.</summary>
    public Znode WithData(ReadOnlySpan<byte> data, int version, long mzxid, long mtimeMs) =>
        this with { Content = ContentWith(data), Version = version, Mzxid = mzxid, MtimeMs = mtimeMs };

    /// <summary>
    /// The znode with other data and nothing else changed: what keeping quota statistics does
    /// (<c>DataTree.updateQuotaStat</c>).
    /// </summary>
    public Znode WithDataOnly(ReadOnlySpan<byte> data) => this with { Content = ContentWith(data) };

    public bool IsNamed(ReadOnlySpan<char> name) => _name >= 0
        ? Ascii.Equals(Content.AsSpan(0, _name), name)
        : MemoryMarshal.AsBytes(name).SequenceEqual(Content.AsSpan(0, ~_name));

    public void CopyNameTo(Span<char> destination)
    {
        if (_name >= 0)
            Ascii.ToUtf16(Content.AsSpan(0, _name), destination, out _);
        else
            Content.AsSpan(0, ~_name).CopyTo(MemoryMarshal.AsBytes(destination));
    }

    /// <summary>The order of siblings in a snapshot: by ordinal of their names' UTF-16.</summary>
    public static int CompareNames(Znode left, Znode right)
    {
        if (left._name >= 0 && right._name >= 0)
            return left.Content.AsSpan(0, left._name).SequenceCompareTo(right.Content.AsSpan(0, right._name));
        return string.CompareOrdinal(left.NameText, right.NameText);
    }

    public string NameText => _name >= 0
        ? Encoding.Latin1.GetString(Content, 0, _name)
        : new string(MemoryMarshal.Cast<byte, char>(Content.AsSpan(0, ~_name)));
}
