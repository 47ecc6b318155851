namespace Coordination.Interop.Tests.Tcp;

/// <summary>A Python that has what a script needs.</summary>
internal static class Python
{
    // Debian's own Python has Debian's packages; another one that comes first in the path may have none.
    private static readonly string[] Programs = ["/usr/bin/python3", "python3"];

    /// <summary>The first in which a statement succeeds, such as an import; null where there is none.</summary>
    public static async Task<string?> FindAsync(string statement)
    {
        foreach (string python in Programs)
        {
            if (await OtherProgram.RunAsync(python, ["-c", statement]) is { ExitCode: 0 })
                return python;
        }

        return null;
    }
}
