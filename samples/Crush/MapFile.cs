using System.Text;
using Coordination.Crush;

namespace Coordination.Samples.Crush;

/// <summary>Maps in files, in either form.</summary>
internal static class MapFile
{
    public static CrushMap Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        return CrushBinary.IsEncoded(bytes) ? CrushBinary.Decode(bytes)
            : CrushText.Compile(Encoding.UTF8.GetString(bytes));
    }

    public static void Write(CrushMap map, Arguments arguments)
    {
        CephRelease release = TakeRelease(arguments);
        string path = arguments.TakeOption("-o") ?? throw new UsageException("-o is missing");
        arguments.ExpectEnd();
        File.WriteAllBytes(path, CrushBinary.Encode(map, release));
    }

    public static void WriteText(CrushMap map, Arguments arguments, TextWriter output)
    {
        string text = CrushText.Decompile(map, TakeRelease(arguments));
        if (arguments.TakeOption("-o") is { } path)
            File.WriteAllText(path, text);
        else
            output.Write(text);
        arguments.ExpectEnd();
    }

    public static CephRelease TakeRelease(Arguments arguments) => arguments.TakeInt("--compat", 20) switch
    {
        16 => CephRelease.Pacific,
        20 => CephRelease.Tentacle,
        var other => throw new UsageException($"--compat {other}: 16 or 20"),
    };
}
