namespace Coordination.Repository.Tests.Readme;

/// <summary>STYLE.md §11: code in the README is code from a sample, so it compiles and a test runs it.</summary>
internal static class ReadmeRules
{
    private const string Fence = "```";

    public static IEnumerable<Violation> Code(RepositoryFile readme, IReadOnlyList<RepositoryFile> samples)
    {
        string[] lines = readme.Lines;
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i] != Fence + "csharp")
                continue;
            int end = Array.IndexOf(lines, Fence, i);
            string[] block = lines[(i + 1)..(end < 0 ? lines.Length : end)];
            if (!samples.Any(sample => Holds(sample.Lines, block)))
                yield return new Violation(readme.Path, i + 1, "This code stands in no sample as it stands here.");
        }
    }

    /// <summary>Whether the block stands there line by line, perhaps further to the right.</summary>
    private static bool Holds(string[] lines, string[] block) =>
        Enumerable.Range(0, Math.Max(0, lines.Length - block.Length + 1)).Any(start => StandsAt(lines, start, block));

    private static bool StandsAt(string[] lines, int start, string[] block)
    {
        int shift = lines[start].Length - block[0].Length;
        return shift >= 0 && block.Index().All(line => lines[start + line.Index] == Shifted(line.Item, shift));
    }

    private static string Shifted(string line, int shift) => line.Length == 0 ? "" : new string(' ', shift) + line;
}
