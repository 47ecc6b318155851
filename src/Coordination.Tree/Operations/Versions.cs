namespace Coordination.Tree.Operations;

/// <summary>Version numbers and sequence numbers, as Java's 32-bit integers have them.</summary>
internal static class Versions
{
    /// <summary>Accepts every version.</summary>
    public const int Any = -1;

    public static bool Matches(int current, int expected) => expected == Any || expected == current;

    /// <summary>The version after this one; -1 is left out, as nobody could ask for it (ZOOKEEPER-4743).</summary>
    public static int Next(int current)
    {
        int next = unchecked(current + 1);
        return next == Any ? 0 : next;
    }

    /// <summary>
    /// A path with its sequence number: <c>%010d</c> of Java, whose width counts the sign of a number that has
    /// overflowed.
    /// </summary>
    public static string Sequential(string path, int number) =>
        number >= 0 ? $"{path}{number:D10}" : $"{path}-{-(long)number:D9}";
}
