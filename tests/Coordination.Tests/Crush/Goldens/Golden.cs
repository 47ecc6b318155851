using System.IO.Compression;
using Coordination.Samples.Crush;

namespace Coordination.Tests.Crush.Goldens;

/// <summary>What Ceph's own tools answered, unpacked once per run.</summary>
internal static class Golden
{
    private static readonly Lazy<string> Unpacked = new(Unpack);

    public static string PathOf(string file) => Path.Combine(Unpacked.Value, file);

    public static byte[] Bytes(string file) => File.ReadAllBytes(PathOf(file));

    public static string Text(string file) => File.ReadAllText(PathOf(file));

    public static bool Has(string file) => File.Exists(PathOf(file));

    /// <summary>The rows of a table, without its header.</summary>
    public static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(PathOf(file)).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t'));

    public static IEnumerable<string> Names(string folder, string extension) =>
        Directory.EnumerateFiles(PathOf(folder), "*" + extension).Select(Path.GetFileNameWithoutExtension)
            .OfType<string>().Order(StringComparer.Ordinal);

    /// <summary>Runs a command of the sample in this process; it must succeed.</summary>
    public static string Run(string input, params ReadOnlySpan<string> words)
    {
        var (code, output, errors) = TryRun(input, words);
        Assert.True(code == CrushTool.Done, errors);
        return output;
    }

    public static (int Code, string Output, string Errors) TryRun(string input, params ReadOnlySpan<string> words)
    {
        using StringWriter output = new(), errors = new();
        int code = CrushTool.Run(words, new StringReader(input), output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    /// <summary>Runs a command that writes a file, and returns what it wrote.</summary>
    public static byte[] Make(params ReadOnlySpan<string> words)
    {
        string file = Path.Combine(Unpacked.Value, $"made-{Guid.NewGuid():N}.bin");
        Run("", [.. words, "-o", file]);
        byte[] made = File.ReadAllBytes(file);
        File.Delete(file);
        return made;
    }

    private static string Unpack()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "crush-goldens");
        foreach (string archive in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Crush/Goldens"),
            "*.zip"))
            ZipFile.ExtractToDirectory(archive, folder, overwriteFiles: true);
        return folder;
    }
}
