using Coordination.Tree.Digests;

namespace Coordination.Tree.Security;

/// <summary>
/// The ACLs in use, each kept once: a znode holds a number. An ACL that no znode has any more is forgotten after the
/// command, not before, so that a multi may take its steps back.
/// </summary>
internal sealed class AclTable
{
    /// <summary>The number of <see cref="Acl.Open"/>, which nearly every znode has: allowed without a look.</summary>
    public const int OpenId = 0;

    private readonly List<Entry> _entries = [];
    private readonly Dictionary<ulong, int> _ids = [];
    private readonly Stack<int> _free = [];
    private readonly List<int> _unused = [];

    public AclTable() => Retain(Intern(Acl.Open));

    public IReadOnlyList<Acl> this[int id] => _entries[id].Acl;

    /// <summary>The ACL where it keeps anybody out; null for the open one.</summary>
    public IReadOnlyList<Acl>? Restricting(int id) => id == OpenId ? null : _entries[id].Acl;

    /// <summary>A hash of the ACL's entries, the same on every replica whatever its number there.</summary>
    public ulong HashOf(int id) => _entries[id].Hash;

    /// <summary>The number of an ACL that has passed <see cref="AclRules.TryResolve"/>.</summary>
    public int Intern(IReadOnlyList<Acl> acl)
    {
        if (ReferenceEquals(acl, Acl.Open) && _entries.Count > 0)
            return OpenId;

        ulong hash = HashOf(acl);
        ulong key = hash;
        int id;
        // Different ACLs of one hash, which somebody could make on purpose, stand under the keys that follow.
        while (_ids.TryGetValue(key, out id))
        {
            if (_entries[id].Acl.SequenceEqual(acl))
                return id;
            key = unchecked(key + 1);
        }

        var entry = new Entry(acl, hash, key);
        if (_free.TryPop(out id))
        {
            _entries[id] = entry;
        }
        else
        {
            id = _entries.Count;
            _entries.Add(entry);
        }

        _ids.Add(key, id);
        _unused.Add(id);
        return id;
    }

    public void Retain(int id) => _entries[id].Users++;

    public void Release(int id)
    {
        if (--_entries[id].Users == 0)
            _unused.Add(id);
    }

    /// <summary>Forgets what is not in use, between two commands.</summary>
    public void Sweep()
    {
        if (_unused.Count == 0)
            return;

        foreach (int id in _unused)
        {
            Entry entry = _entries[id];
            if (entry.Users == 0 && _ids.Remove(entry.Key))
                _free.Push(id);
        }

        _unused.Clear();
    }

    /// <summary>Whether an ACL gives a caller one of the permissions (<c>ZooKeeperServer.checkACL</c>).</summary>
    public bool Allows(int id, Permissions wanted, Identities caller) =>
        id == OpenId || AclRules.Allows(_entries[id].Acl, wanted, caller);

    /// <summary>The ACLs by their numbers, as they are now.</summary>
    public IReadOnlyList<Acl>[] Capture() => [.. _entries.Select(static entry => entry.Acl)];

    private static ulong HashOf(IReadOnlyList<Acl> acl)
    {
        var hash = new Hash128(Mixing.Third);
        foreach (Acl entry in acl)
        {
            hash.Add((ulong)entry.Permissions, (ulong)acl.Count);
            hash.Add(entry.Id.Scheme);
            hash.Add(entry.Id.Id);
        }

        return (ulong)hash.Value;
    }

    private sealed class Entry(IReadOnlyList<Acl> acl, ulong hash, ulong key)
    {
        public IReadOnlyList<Acl> Acl { get; } = acl;

        public ulong Hash { get; } = hash;

        public ulong Key { get; } = key;

        public long Users { get; set; }
    }
}
