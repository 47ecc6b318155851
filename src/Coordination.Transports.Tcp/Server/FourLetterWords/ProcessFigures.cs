using System.Globalization;

namespace Coordination.Transports.Tcp.Server.FourLetterWords;

/// <summary>What the process uses, as far as the operating system says so: Linux does.</summary>
internal static class ProcessFigures
{
    private const string Handles = "/proc/self/fd";
    private const string Limits = "/proc/self/limits";
    private const string HandleLimit = "Max open files";

    public static IEnumerable<Figure> All()
    {
        if (!OperatingSystem.IsLinux())
            yield break;
        yield return Number("open_file_descriptor_count", Directory.EnumerateFileSystemEntries(Handles).Count());
        if (FindHandleLimit() is { } most)
            yield return Number("max_file_descriptor_count", most);
    }

    // Max open files            20000                20000                files
    private static long? FindHandleLimit()
    {
        string? line = File.ReadLines(Limits)
            .FirstOrDefault(line => line.StartsWith(HandleLimit, StringComparison.Ordinal));
        string? word = line?[HandleLimit.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out long most) ? most : null;
    }

    private static Figure Number(string name, long value) =>
        new(name, value.ToString(CultureInfo.InvariantCulture), IsNumber: true);
}
