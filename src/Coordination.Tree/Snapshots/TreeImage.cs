using Coordination.Tree.Sessions;
using Coordination.Tree.Znodes;

namespace Coordination.Tree.Snapshots;

/// <summary>
/// A tree as it stood after one command. It does not change and may be read on another thread while the tree goes on;
/// taking it copies neither znodes nor data, only what lists them.
/// </summary>
public sealed class TreeImage
{
    internal TreeImage(ZnodeTree tree, TreeState state)
    {
        Zxid = tree.LastZxid;
        TimeMs = tree.LastTimeMs;
        Settings = state.Settings;
        Digest = tree.Digest;
        ZnodeCount = state.Store.Count;
        SlotCount = state.Store.SlotCount;
        Pages = state.Store.Capture();
        Acls = state.Acls.Capture();
        SessionsOpened = state.Sessions.Opened;
        Sessions =
            [.. state.Sessions.All.OrderBy(session => session.Record.Id.Value).Select(session => session.Capture())];
    }

    /// <summary>The last command it shows.</summary>
    public Zxid Zxid { get; }

    /// <summary>The time of that command, milliseconds since the Unix epoch.</summary>
    public long TimeMs { get; }

    /// <summary>The digest of the tree (<see cref="ZnodeTree.Digest"/>).</summary>
    public UInt128 Digest { get; }

    /// <summary>Znodes, the root and the reserved ones included.</summary>
    public int ZnodeCount { get; }

    /// <summary>Sessions that stand.</summary>
    public int SessionCount => Sessions.Length;

    internal TreeSettings Settings { get; }

    internal int SlotCount { get; }

    internal Znode?[][] Pages { get; }

    /// <summary>By the numbers that znodes hold.</summary>
    internal IReadOnlyList<Acl>[] Acls { get; }

    internal long SessionsOpened { get; }

    /// <summary>In the order of their ids.</summary>
    internal SessionImage[] Sessions { get; }
}
