using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Coordination.Crush;

/// <summary>Names of numbers, in ascending order of the numbers (types, items, rules, classes).</summary>
public sealed class NameTable : IReadOnlyCollection<KeyValuePair<int, string>>
{
    private readonly SortedDictionary<int, string> _names = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    internal NameTable()
    {
    }

    internal NameTable(NameTable other)
    {
        foreach (var (id, name) in other)
            Set(id, name);
    }

    /// <summary>How many numbers have a name.</summary>
    public int Count => _names.Count;

    /// <summary>The number of a name. If two numbers share a name, the lower.</summary>
    public bool TryGetId(string name, out int id) => _ids.TryGetValue(name, out id);

    /// <summary>The name of a number.</summary>
    public bool TryGetName(int id, [MaybeNullWhen(false)] out string name) => _names.TryGetValue(id, out name);

    /// <summary>The name of a number, or null.</summary>
    public string? this[int id] => _names.GetValueOrDefault(id);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<int, string>> GetEnumerator() => _names.GetEnumerator();

    internal bool Contains(string name) => _ids.ContainsKey(name);

    internal void Set(int id, string name)
    {
        Remove(id);
        _names[id] = name;
        if (!_ids.TryGetValue(name, out int other) || other > id)
            _ids[name] = id;
    }

    internal void Remove(int id)
    {
        if (!_names.Remove(id, out string? name) || _ids[name] != id)
            return;
        _ids.Remove(name);
        foreach (var (other, same) in _names)
        {
            if (same == name && _ids.TryAdd(same, other))
                return;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
