using System.Text.Json;

namespace Coordination.Samples.Crush;

/// <summary>Finds the command and turns what it refuses into an exit code.</summary>
internal static class CrushTool
{
    public const int Done = 0, Failed = 1, NotSupported = 64;

    public static int Run(ReadOnlySpan<string> words, TextReader input, TextWriter output, TextWriter errors)
    {
        string command = words.IsEmpty ? "" : words[0];
        try
        {
            if (TryRun(command, new Arguments(words.IsEmpty ? words : words[1..]), input, output))
                return Done;
        }
        catch (Exception problem) when (problem is UsageException or InvalidOperationException or FormatException
            or ArgumentException or IOException or UnauthorizedAccessException or JsonException
            or KeyNotFoundException)
        {
            errors.WriteLine($"crush: {problem.Message}");
            return Failed;
        }
        errors.WriteLine("crush test|compile|decompile|build|edit|compare|tree|dump|check|osdmap|prim|bench ...");
        return NotSupported;
    }

    private static bool TryRun(string command, Arguments arguments, TextReader input, TextWriter output)
    {
        switch (command)
        {
            case "test":
                TestCommand.Run(arguments, output);
                return true;
            case "compile":
                MapFile.Write(MapFile.Read(arguments.Next("IN.txt")), arguments);
                return true;
            case "decompile":
                MapFile.WriteText(MapFile.Read(arguments.Next("IN")), arguments, output);
                return true;
            case "build":
                BuildCommand.Run(arguments);
                return true;
            case "edit":
                EditCommand.Run(arguments);
                return true;
            case "compare":
                CompareCommand.Run(arguments, output);
                return true;
            case "tree":
                string file = arguments.Next("FILE");
                arguments.ExpectEnd();
                TreePicture.Write(MapFile.Read(file), output);
                return true;
            case "dump":
                DumpCommand.Run(arguments, output);
                return true;
            case "check":
                CheckCommand.Run(arguments);
                return true;
            case "osdmap":
                OsdMapCommand.Run(arguments, input, output);
                return true;
            case "prim":
                PrimCommand.Run(input, output);
                return true;
            case "bench":
                BenchCommand.Run(arguments, output);
                return true;
            default:
                return false;
        }
    }
}
