namespace Coordination;

/// <summary>Walks the names of a path from the root down without allocating; use it with <c>foreach</c>.</summary>
public ref struct ZPathSegments
{
    private ReadOnlySpan<char> _rest;

    internal ZPathSegments(string path)
    {
        // The root has no names at all.
        _rest = path.Length == 1 ? default : path.AsSpan(1);
        Current = default;
    }

    /// <summary>The name at which the walk stands.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Whether the name at which the walk stands is the last one.</summary>
    public readonly bool IsLast => _rest.IsEmpty;

    /// <summary>The walk itself.</summary>
    public readonly ZPathSegments GetEnumerator() => this;

    /// <summary>Moves to the next name; false past the last one.</summary>
    public bool MoveNext()
    {
        if (_rest.IsEmpty)
            return false;

        int slash = _rest.IndexOf('/');
        Current = slash < 0 ? _rest : _rest[..slash];
        _rest = slash < 0 ? default : _rest[(slash + 1)..];
        return true;
    }
}
