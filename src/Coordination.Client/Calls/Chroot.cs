namespace Coordination.Calls;

/// <summary>
/// Turns paths as a client sees them into the ensemble's and back. A client whose root is the ensemble's has none.
/// </summary>
internal sealed class Chroot
{
    private readonly string _root;

    private Chroot(string root) => _root = root;

    public static Chroot? For(ZPath root) => root.IsRoot ? null : new Chroot(root.Value);

    public ZPath Add(ZPath path)
    {
        if (path.IsPrefixOnly)
            return ZPath.SequentialPrefix(_root + path.Value);
        return ZPath.Trusted(path.IsRoot ? _root : _root + path.Value);
    }

    /// <summary>The path as the client sees it; one that lies elsewhere stays as it is.</summary>
    public ZPath Strip(ZPath path)
    {
        string value = path.Value;
        if (value.Length == _root.Length && value == _root)
            return ZPath.Root;
        return Covers(path) ? ZPath.Trusted(value[_root.Length..]) : path;
    }

    public bool Covers(ZPath path) => path.IsAtOrBelow(ZPath.Trusted(_root));
}
