namespace Coordination.Tests.Tree.Reference.Model;

/// <summary>All znodes by path. Everything that can be computed from the paths is computed, every time.</summary>
internal sealed class ModelState
{
    private readonly Dictionary<string, ModelZnode> _znodes;

    /// <summary>
    /// What a new ensemble has: the root and the reserved subtree, all of zxid and time 0 (seen on Apache 3.8.0).
    /// </summary>
    public ModelState() => _znodes = new()
    {
        ["/"] = new ModelZnode(),
        ["/zookeeper"] = new ModelZnode(),
        ["/zookeeper/config"] = new ModelZnode { Acl = Acl.ReadOnly, Aversion = -1 },
        ["/zookeeper/quota"] = new ModelZnode(),
    };

    private ModelState(Dictionary<string, ModelZnode> znodes) => _znodes = znodes;

    public IEnumerable<string> Paths => _znodes.Keys.Order(StringComparer.Ordinal);

    public static string ParentOf(string path)
    {
        int slash = path.LastIndexOf('/');
        return slash == 0 ? "/" : path[..slash];
    }

    public ModelState Copy() => new(_znodes.ToDictionary(pair => pair.Key, pair => pair.Value with { }));

    public ModelZnode? Find(string path) => _znodes.GetValueOrDefault(path);

    public void Add(string path, ModelZnode znode) => _znodes.Add(path, znode);

    public void Remove(string path) => _znodes.Remove(path);

    public List<string> ChildrenOf(string path) =>
        _znodes.Keys.Where(key => key != "/" && ParentOf(key) == path).ToList();

    public List<string> DescendantsOf(string path) =>
        _znodes.Keys.Where(key => key != path
            && (path == "/" || key.StartsWith(path + "/", StringComparison.Ordinal))).ToList();

    /// <summary>
    /// The stat that a client sees. Its cversion counts creations and deletions of children, where the znode itself
    /// counts creations only: 2 × creations − children. The root's and <c>/zookeeper</c>'s come out negative, as nobody
    /// created what is in them.
    /// </summary>
    public Stat StatOf(string path)
    {
        ModelZnode znode = _znodes[path];
        int children = ChildrenOf(path).Count;
        return new Stat(
            znode.Czxid,
            znode.Mzxid,
            znode.CtimeMs,
            znode.MtimeMs,
            znode.Version,
            unchecked((2 * znode.Creates) - children),
            znode.Aversion,
            znode.Owner,
            znode.Data.Length,
            children,
            znode.Pzxid);
    }
    /// <summary>The same, where there need not be a znode.</summary>
    public Stat StatAt(string path) => _znodes.ContainsKey(path) ? StatOf(path) : default;
}
