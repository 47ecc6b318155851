namespace Coordination.Crush;

/// <summary>A map in text or encoded form that cannot be read; says where.</summary>
public sealed class CrushFormatException : FormatException
{
    private CrushFormatException(string message, int line, int column, int offset)
        : base(message) => (Line, Column, Offset) = (line, column, offset);

    /// <summary>Line of a text, from 1; 0 for an encoded map.</summary>
    public int Line { get; }

    /// <summary>Column of a text, from 1; 0 for an encoded map.</summary>
    public int Column { get; }

    /// <summary>Offset in the characters of the text or the bytes of the encoded map, from 0.</summary>
    public int Offset { get; }

    internal static CrushFormatException InText(string problem, int line, int column, int offset) =>
        new($"line {line}, column {column}: {problem}", line, column, offset);

    internal static CrushFormatException InBytes(string problem, int offset) =>
        new($"offset {offset}: {problem}", 0, 0, offset);
}
