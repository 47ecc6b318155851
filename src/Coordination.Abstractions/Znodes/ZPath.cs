using System.Diagnostics.CodeAnalysis;

namespace Coordination;

/// <summary>
/// The path of a znode, checked by ZooKeeper's rules (<c>PathUtils.validatePath</c>): absolute, no empty, <c>.</c> or
/// <c>..</c> name, no trailing slash, no control, surrogate, private-use or special character. Compared by ordinal.
/// </summary>
/// <remarks>
/// A string converts by itself and is checked then; make paths that are used often once. For sequential znodes
/// ZooKeeper allows a path that ends in a slash, as the number is appended to it: <see cref="SequentialPrefix"/> makes
/// one.
/// </remarks>
public readonly struct ZPath : IEquatable<ZPath>, IComparable<ZPath>
{
    private readonly string? _value;

    private ZPath(string value, bool isPrefix)
    {
        _value = value;
        IsPrefixOnly = isPrefix;
    }

    /// <summary>The root, <c>/</c>; also the default value.</summary>
    public static ZPath Root => default;

    /// <summary>The path as text, <c>/a/b</c>.</summary>
    public string Value => _value ?? "/";

    /// <summary>Whether this is <c>/</c>.</summary>
    public bool IsRoot => Value.Length == 1;

    /// <summary>
    /// Whether it names no znode by itself but only with a number appended (<c>/locks/</c>); good for sequential
    /// creation alone.
    /// </summary>
    public bool IsPrefixOnly { get; }

    /// <summary>The last name: <c>b</c> of <c>/a/b</c>; empty for the root.</summary>
    public ReadOnlySpan<char> Name => Value.AsSpan(Value.LastIndexOf('/') + 1);

    /// <summary>The path without its last name; the root's parent is the root.</summary>
    public ZPath Parent
    {
        get
        {
            int slash = Value.LastIndexOf('/');
            return slash <= 0 ? Root : new ZPath(Value[..slash], isPrefix: false);
        }
    }

    /// <summary>Number of names: 0 for the root, 2 for <c>/a/b</c>.</summary>
    public int Depth => IsRoot ? 0 : Value.AsSpan().Count('/');

    /// <summary>The names from the root down, without allocating.</summary>
    public ZPathSegments Segments => new(Value);

    /// <summary>Checks and wraps a path.</summary>
    /// <exception cref="ArgumentException">It breaks a rule; the message says which and where.</exception>
    public static ZPath Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ZPathRules.FindFault(path) is { } fault
            ? throw new ArgumentException($"The path '{path}' is not valid: {fault}.", nameof(path))
            : new ZPath(path, isPrefix: false);
    }

    /// <summary>Checks and wraps a path without throwing.</summary>
    public static bool TryParse([NotNullWhen(true)] string? path, out ZPath result)
    {
        bool valid = path is not null && ZPathRules.FindFault(path) is null;
        result = valid ? new ZPath(path!, isPrefix: false) : default; // Not null: valid says so.
        return valid;
    }

    /// <summary>Checks and wraps a path to which a sequence number will be appended; it may end in a slash.</summary>
    /// <exception cref="ArgumentException">With a number appended it would break a rule.</exception>
    public static ZPath SequentialPrefix(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return TryParseSequentialPrefix(path, out ZPath result)
            ? result
            : throw new ArgumentException($"The path '{path}' is not valid: {ZPathRules.FindFault(path + "1")}.",
                nameof(path));
    }

    /// <summary>As <see cref="SequentialPrefix"/>, without throwing.</summary>
    public static bool TryParseSequentialPrefix([NotNullWhen(true)] string? path, out ZPath result)
    {
        result = default;
        if (path is null)
            return false;
        if (ZPathRules.FindFault(path) is null)
            result = new ZPath(path, isPrefix: false);
        // As ZooKeeper checks it (PathUtils.validatePath with isSequential).
        else if (ZPathRules.FindFault(path + "1") is null)
            result = new ZPath(path, isPrefix: true);
        else
            return false;
        return true;
    }

    /// <summary>The path of a child: <c>/a</c> and <c>b</c> make <c>/a/b</c>; <c>b/c</c> descends twice.</summary>
    /// <exception cref="ArgumentException">The result would break a rule.</exception>
    public ZPath Child(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Parse(IsRoot ? "/" + name : $"{Value}/{name}");
    }

    /// <summary>As <see cref="Child"/>: <c>parent / "name"</c>.</summary>
    public static ZPath operator /(ZPath parent, string name) => parent.Child(name);

    /// <summary>Whether this path is <paramref name="ancestor"/> or stands below it.</summary>
    public bool IsAtOrBelow(ZPath ancestor) =>
        ancestor.IsRoot
        || (Value.StartsWith(ancestor.Value, StringComparison.Ordinal)
            && (Value.Length == ancestor.Value.Length || Value[ancestor.Value.Length] == '/'));

    /// <summary>Checks and wraps a path, as <see cref="Parse"/>.</summary>
    public static implicit operator ZPath(string path) => Parse(path);

    /// <inheritdoc />
    public bool Equals(ZPath other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ZPath other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <summary>By ordinal of the text; an ancestor comes before what stands below it.</summary>
    public int CompareTo(ZPath other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Whether both are the same path.</summary>
    public static bool operator ==(ZPath left, ZPath right) => left.Equals(right);

    /// <summary>Whether they are different paths.</summary>
    public static bool operator !=(ZPath left, ZPath right) => !left.Equals(right);

    /// <inheritdoc />
    public override string ToString() => Value;

    /// <summary>Wraps text that is known to be valid, such as a path the tree itself has built.</summary>
    internal static ZPath Trusted(string value) => new(value, isPrefix: false);
}
