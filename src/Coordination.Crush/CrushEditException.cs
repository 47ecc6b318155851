namespace Coordination.Crush;

/// <summary>A change of a map that was refused; the map is as before.</summary>
public sealed class CrushEditException : InvalidOperationException
{
    /// <summary>Says what was refused and why.</summary>
    public CrushEditException(string message) : base(message)
    {
    }
}
