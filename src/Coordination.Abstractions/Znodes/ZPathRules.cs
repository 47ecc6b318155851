namespace Coordination;

/// <summary>ZooKeeper's rules for paths (<c>org.apache.zookeeper.common.PathUtils.validatePath</c>).</summary>
internal static class ZPathRules
{
    /// <summary>What is wrong with a path, as the end of a sentence; null when nothing is.</summary>
    public static string? FindFault(ReadOnlySpan<char> path)
    {
        if (path.IsEmpty)
            return "it is empty";
        if (path[0] != '/')
            return "it does not begin with '/'";
        if (path.Length == 1)
            return null;
        if (path[^1] == '/')
            return "it ends with '/', as only what ZPath.SequentialPrefix makes may";

        int nameStart = 1;
        for (int i = 1; i <= path.Length; i++)
        {
            if (i < path.Length && path[i] != '/')
            {
                if (!IsAllowed(path[i]))
                    return $"it has the character U+{(int)path[i]:X4} at index {i}";
                continue;
            }

            ReadOnlySpan<char> name = path[nameStart..i];
            if (name.IsEmpty)
                return $"it has an empty name at index {nameStart}";
            if (name is "." or "..")
                return $"it has the relative name '{name}' at index {nameStart}";
            nameStart = i + 1;
        }

        return null;
    }

    private static bool IsAllowed(char c) =>
        c is (> '\u001f' and < '\u007f') or (> '\u009f' and < '\ud800') or (> '\uf8ff' and < '\ufff0');
}
