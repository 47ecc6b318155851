namespace Coordination.Watches;

/// <summary>One-shot watches that are armed, by path and kind.</summary>
internal sealed class OneShotTable
{
    private readonly Dictionary<string, List<OneShotArming>> _byPath = new(StringComparer.Ordinal);

    public bool IsEmpty => _byPath.Count == 0;

    public IEnumerable<OneShotArming> All => _byPath.Values.SelectMany(static armings => armings);

    public void Add(OneShotArming arming)
    {
        if (!_byPath.TryGetValue(arming.Path.Value, out List<OneShotArming>? armings))
            _byPath[arming.Path.Value] = armings = [];
        armings.Add(arming);
    }

    /// <summary>Whether any watch of this kind, as servers tell kinds apart, is left at the path.</summary>
    public bool Has(ZPath path, bool isChild) =>
        _byPath.TryGetValue(path.Value, out List<OneShotArming>? armings) && armings.Exists(
            a => a.Kind == OneShotKind.Child == isChild);

    public bool Has(ZPath path) => _byPath.ContainsKey(path.Value);

    public bool Remove(OneShotArming arming)
    {
        if (!_byPath.TryGetValue(arming.Path.Value, out List<OneShotArming>? armings) || !armings.Remove(arming))
            return false;
        if (armings.Count == 0)
            _byPath.Remove(arming.Path.Value);
        return true;
    }

    /// <summary>Takes out those that a change fires.</summary>
    public List<OneShotArming>? TakeFired(WatchEventType type, ZPath path)
    {
        if (_byPath.Count == 0 || !_byPath.TryGetValue(path.Value, out List<OneShotArming>? armings))
            return null;
        List<OneShotArming> fired = armings.FindAll(arming => Fires(type, arming.Kind));
        armings.RemoveAll(fired.Contains);
        if (armings.Count == 0)
            _byPath.Remove(path.Value);
        return fired;
    }

    /// <summary>Takes out all.</summary>
    public List<OneShotArming> TakeAll()
    {
        List<OneShotArming> all = [.. All];
        _byPath.Clear();
        return all;
    }

    private static bool Fires(WatchEventType type, OneShotKind kind) => type switch
    {
        WatchEventType.NodeCreated or WatchEventType.NodeDataChanged => kind != OneShotKind.Child,
        WatchEventType.NodeDeleted => true,
        WatchEventType.NodeChildrenChanged => kind == OneShotKind.Child,
        _ => false,
    };
}
