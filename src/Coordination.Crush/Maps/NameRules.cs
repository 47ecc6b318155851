namespace Coordination.Crush;

/// <summary>What a name may consist of, so that the text form can hold it.</summary>
internal static class NameRules
{
    /// <exception cref="CrushEditException">The name is empty, or has a character that the text form cannot
    /// hold.</exception>
    public static void Check(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0)
            throw new CrushEditException("A name must not be empty.");
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
                throw new CrushEditException($"'{name}': a name consists of letters, digits, '-', '_' and '.'.");
        }
    }
}
