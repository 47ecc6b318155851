namespace Coordination.Crush;

/// <summary>A word or a bracket of a text map, and where it stands.</summary>
internal readonly record struct Token(string Text, int Line, int Column, int Offset)
{
    public CrushFormatException Error(string problem) => CrushFormatException.InText(problem, Line, Column, Offset);
}
