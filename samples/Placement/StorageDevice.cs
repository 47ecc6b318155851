namespace Coordination.Samples.Placement;

/// <summary>A disk in memory.</summary>
internal sealed class StorageDevice(int id)
{
    private readonly Dictionary<string, byte[]> _objects = [];

    public int Id { get; } = id;

    public IEnumerable<string> Keys => _objects.Keys;

    public void Write(string key, byte[] data) => _objects[key] = data;

    public bool TryRead(string key, out byte[] data)
    {
        bool isThere = _objects.TryGetValue(key, out byte[]? found);
        data = found ?? [];
        return isThere;
    }

    public void Drop(string key) => _objects.Remove(key);
}
