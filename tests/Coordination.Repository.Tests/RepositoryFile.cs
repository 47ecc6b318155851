using Coordination.Repository.Tests.CSharp;

namespace Coordination.Repository.Tests;

/// <param name="Path">Relative to the root, with slashes.</param>
internal sealed record RepositoryFile(string Path, string Text)
{
    private readonly Lazy<string> _code = new(() => CodeText.WithoutCommentsAndStrings(Text));
    private readonly Lazy<CodeOutline> _outline = new(() => CodeOutline.Of(Text));

    public string Name => System.IO.Path.GetFileName(Path);

    public string Extension => System.IO.Path.GetExtension(Path);

    public string House => Path.Split('/')[0];

    public string[] Lines => Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>The text with comments and strings blanked, line by line as it was.</summary>
    public string[] CodeLines => _code.Value.ReplaceLineEndings("\n").Split('\n');

    public CodeOutline Outline => _outline.Value;
}
